"""What saving an import would do: which meetings and items are new, changed, or as they are on record."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interlocal.partnerships.meetings.imports import ReadItem, ReadMeeting, from_json
from interlocal.partnerships.meetings.models import CouncilImport, CouncilItem, CouncilMeeting, ImportSource

MEETING_FIELDS = ("body", "on", "starts_at_time", "place", "url")
ITEM_FIELDS = ("number", "title", "matter", "matter_kind", "mover", "seconder", "result")


class Told(StrEnum):
    """How what was read stands to what is on record."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Change:
    """One field that reads otherwise than on record; ``field`` is its name in the model, or ``votes``."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ItemPlan:
    """One item: as it was read, what is on record of it, and where the two differ."""

    told: Told
    read: ReadItem
    position: int
    former: CouncilItem | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class MeetingPlan:
    """One meeting with its items. ``untold`` counts items on record of which this reading says nothing."""

    told: Told
    read: ReadMeeting
    items: tuple[ItemPlan, ...]
    former: CouncilMeeting | None = None
    changes: tuple[Change, ...] = ()
    untold: int = 0

    @property
    def state(self) -> Told:
        """How the meeting stands with its items: new, changed in something, or the same throughout."""
        if self.told == Told.SAME and any(item.told != Told.SAME for item in self.items):
            return Told.CHANGED
        return self.told

    @property
    def telling(self) -> tuple[ItemPlan, ...]:
        """The items that would be written."""
        return tuple(item for item in self.items if item.told != Told.SAME)

    @property
    def same_items(self) -> int:
        """How many items are on record as they were read."""
        return len(self.items) - len(self.telling)


@dataclass(frozen=True)
class Plan:
    """What saving would do, all in all. ``seal`` names exactly this: two plans that differ have two seals."""

    meetings: tuple[MeetingPlan, ...]
    seal: str

    def of_state(self, state: str) -> tuple[MeetingPlan, ...]:
        """Return the meetings that are ``new``, ``changed`` or ``same``; all for anything else."""
        if state not in set(Told):
            return self.meetings
        return tuple(one for one in self.meetings if one.state == state)

    @property
    def counts(self) -> dict[str, int]:
        """How many meetings and items are new, changed and the same, and how many votes would be written."""
        found: dict[str, int] = defaultdict(int)
        for one in self.meetings:
            found[f"meetings_{one.state}"] += 1
            for item in one.items:
                found[f"items_{item.told}"] += 1
                found["votes"] += len(item.read.votes) if item.told != Told.SAME else 0
        names = [f"{what}_{told}" for what in ("meetings", "items") for told in Told]
        return {name: found[name] for name in (*names, "votes")}

    @property
    def does_something(self) -> bool:
        """Would saving write anything?"""
        return any(one.state != Told.SAME for one in self.meetings)


def plan_of(brought: CouncilImport) -> Plan:
    """Return what saving ``brought`` would do now, in three queries however much was read."""
    read = from_json(brought.found)
    meetings = _meetings_on_record(brought, {one.source_id for one in read})
    items = _items_on_record([row.pk for row in meetings.values()])
    # A file may tell of some items only, so it does not say where in the agenda the others stand.
    is_whole = brought.source != ImportSource.CSV
    plans = tuple(_meeting(one, meetings.get(one.source_id), items, is_whole=is_whole) for one in read)
    return Plan(plans, _seal(brought, plans))


def _meetings_on_record(brought: CouncilImport, ids: set[str]) -> dict[str, CouncilMeeting]:
    rows = CouncilMeeting.objects.filter(jurisdiction=brought.jurisdiction_id, source=brought.source)
    return {row.source_id: row for row in rows if row.source_id in ids}


def _items_on_record(meetings: Sequence[int]) -> Mapping[int, dict[str, CouncilItem]]:
    rows = CouncilItem.objects.filter(meeting__in=meetings, replaced_by=None).prefetch_related("votes")
    found: dict[int, dict[str, CouncilItem]] = defaultdict(dict)
    for row in rows:
        found[row.meeting_id][row.source_id] = row
    return found


def _meeting(
    read: ReadMeeting,
    former: CouncilMeeting | None,
    on_record: Mapping[int, dict[str, CouncilItem]],
    *,
    is_whole: bool,
) -> MeetingPlan:
    known = on_record.get(former.pk, {}) if former else {}
    behind = max((item.position for item in known.values()), default=0)
    items = []
    for place, item in enumerate(read.items, start=1):
        there = known.get(item.source_id)
        position = place if is_whole or not known else there.position if there else behind + place
        items.append(_item(item, there, position))
    if former is None:
        return MeetingPlan(Told.NEW, read, tuple(items))
    changes = tuple(
        Change(name, _said(getattr(former, name)), _said(getattr(read, name)))
        for name in MEETING_FIELDS
        # What a source leaves out it does not deny.
        if getattr(read, name) not in ("", None) and getattr(former, name) != getattr(read, name)
    )
    untold = len(known.keys() - {item.source_id for item in read.items})
    return MeetingPlan(Told.CHANGED if changes else Told.SAME, read, tuple(items), former, changes, untold)


def _item(read: ReadItem, former: CouncilItem | None, position: int) -> ItemPlan:
    if former is None:
        return ItemPlan(Told.NEW, read, position)
    changes = [
        Change(name, getattr(former, name), getattr(read, name))
        for name in ITEM_FIELDS
        if getattr(former, name) != getattr(read, name)
    ]
    before = sorted((vote.person, vote.choice) for vote in former.votes.all())
    after = sorted((vote.person, vote.choice) for vote in read.votes)
    if before != after:
        gone, come = set(before) - set(after), set(after) - set(before)
        changes.append(Change("votes", _votes(gone), _votes(come)))
    return ItemPlan(Told.CHANGED if changes else Told.SAME, read, position, former, tuple(changes))


def _votes(votes: set[tuple[str, str]]) -> str:
    return "; ".join(f"{person}: {choice}" for person, choice in sorted(votes))


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _seal(brought: CouncilImport, plans: Sequence[MeetingPlan]) -> str:
    """A digest of what would be written over what: another record underneath makes another seal."""
    said = [
        [
            plan.read.source_id,
            plan.told,
            [[change.field, change.before, change.after] for change in plan.changes],
            [
                [item.read.source_id, item.told, item.former.public_id if item.former else ""]
                for item in plan.items
            ],
        ]
        for plan in plans
    ]
    text = json.dumps([brought.public_id, said], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
