"""What a council did on an instrument, tied to it by a person; and which of its items are likely the ones."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments.public import (
    CouncilSays,
    Instrument,
    ToldItem,
    ToldVote,
    instrument_for,
    instruments_for,
)
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import CouncilEvidence, CouncilItem, CouncilMeeting
from interlocal.partnerships.meetings.rules import Permission

# What a council dealt with long ago is found by search.
LOOKED_AT = 5_000
OFFERED = 12


@dataclass(frozen=True)
class Candidate:
    """An item that may be what the council did on an instrument, and why it is offered."""

    item: CouncilItem
    likeness: rules.Likeness
    is_tied: bool


@dataclass(frozen=True)
class Tie:
    """A tie by its public id, and what the council's record says of the item now."""

    public_id: str
    item: CouncilItem


def instrument_to_tie(user: User, public_id: str) -> Instrument:
    """Return an instrument of a city whose council's record ``user`` keeps, or raise ``Http404``."""
    instrument = instrument_for(user, public_id)
    if not user.may(Permission.COUNCIL, jurisdiction_scope(instrument.jurisdiction.public_id)):
        raise Http404
    return instrument


def item_of_council(instrument: Instrument, public_id: str) -> CouncilItem:
    """Return an item, as told last, of the council whose instrument it is, or raise ``Http404``."""
    return get_object_or_404(_items_of(instrument), public_id=public_id)


def evidence_to_untie(user: User, public_id: str) -> CouncilEvidence:
    """Return a tie that stands, in a city whose council's record ``user`` keeps, or raise ``Http404``."""
    rows = CouncilEvidence.objects.filter(untied_at=None).select_related("instrument__jurisdiction", "item")
    found = get_object_or_404(rows, public_id=public_id)
    instrument_to_tie(user, found.instrument.public_id)
    return found


def tied_to(instrument: Instrument) -> Sequence[Tie]:
    """Return the ties of ``instrument`` that stand, each with its item as it was told last."""
    rows = list(_ties_of(instrument))
    now = _told_last([row.item for row in rows])
    found = ((row, now.get(_key(row.item))) for row in rows)
    return [Tie(row.public_id, item) for row, item in found if item is not None]


def candidates_for(instrument: Instrument, words: str = "") -> Sequence[Candidate]:
    """Return the items that are likely what the council did, the likeliest first.

    With ``words``, those whose title or file number has them, the latest first.
    """
    rows = _items_of(instrument)
    tied = {_key(row.item) for row in _ties_of(instrument)}
    if words.strip():
        found = [
            *rows.filter(title__icontains=words.strip())[:OFFERED],
            *rows.filter(matter__icontains=words.strip())[:OFFERED],
        ]
        unlike = rules.Likeness(0.0, is_same_number=False)
        return [Candidate(row, unlike, _key(row) in tied) for row in dict.fromkeys(found)]
    numbers = [instrument.number or "", instrument.bill_number or ""]
    titles = [instrument.title, instrument.statement.title if instrument.statement else ""]
    scored = []
    for row in rows.values_list("pk", "matter", "title")[:LOOKED_AT]:
        likeness = rules.likeness(row[1], row[2], numbers, titles)
        if likeness.is_likely:
            scored.append((likeness, row[0]))
    scored.sort(key=lambda one: (-one[0].weight, -one[1]))
    best = {pk: likeness for likeness, pk in scored[:OFFERED]}
    items = rows.in_bulk(best)
    return [Candidate(items[pk], likeness, _key(items[pk]) in tied) for pk, likeness in best.items()]


def instruments_like(
    user: User, meeting: CouncilMeeting, items: Collection[CouncilItem]
) -> Mapping[int, Instrument]:
    """Return the instrument that each item of ``meeting`` is likely about, by item, where there is one."""
    rows = list(instruments_for(user).filter(jurisdiction=meeting.jurisdiction_id)[:200])
    found = {}
    for item in items:
        scored = [
            (
                rules.likeness(
                    item.matter,
                    item.title,
                    [row.number or "", row.bill_number or ""],
                    [row.title, row.statement.title if row.statement else ""],
                ),
                row,
            )
            for row in rows
        ]
        likely = [one for one in scored if one[0].is_likely]
        if likely:
            found[item.pk] = max(likely, key=lambda one: one[0].weight)[1]
    return found


def instruments_of(user: User, meeting: CouncilMeeting) -> Mapping[int, Sequence[Instrument]]:
    """Return the instruments that each item of ``meeting`` is tied to, by item as it was told last.

    Only those that ``user`` may read.
    """
    ties = CouncilEvidence.objects.filter(item__meeting=meeting, untied_at=None).order_by("pk")
    told = dict(meeting.items.filter(replaced_by=None).values_list("source_id", "pk"))
    readable = instruments_for(user).in_bulk({tie.instrument_id for tie in ties})
    found: dict[int, list[Instrument]] = defaultdict(list)
    for tie in ties.select_related("item"):
        instrument, item = readable.get(tie.instrument_id), told.get(tie.item.source_id)
        if instrument is not None and item is not None and instrument not in found[item]:
            found[item].append(instrument)
    return {item: those for item, those in found.items() if those}


def council_evidence(instruments: Collection[Instrument], user: User) -> dict[str, CouncilSays]:
    """Return what the councils' own records say of ``instruments``, by public id, for one who may read them.

    A tie is to the telling that a person saw; what is shown is what the council's record says now. The
    queries do not grow with the instruments.
    """
    if not user.may(Permission.READ):
        return {}
    rows = list(
        CouncilEvidence.objects.filter(instrument__in=[one.pk for one in instruments], untied_at=None)
        .select_related("item")
        .order_by("pk")
    )
    now = _told_last([row.item for row in rows])
    by_instrument: dict[int, list[CouncilItem]] = defaultdict(list)
    for row in rows:
        item = now.get(_key(row.item))
        if item is not None and item not in by_instrument[row.instrument_id]:
            by_instrument[row.instrument_id].append(item)
    reach = user.reach(Permission.COUNCIL)
    found = {}
    for one in instruments:
        told = sorted(by_instrument[one.pk], key=lambda item: (item.meeting.on, item.pk), reverse=True)
        may_tie = reach.covers(jurisdiction_scope(one.jurisdiction.public_id))
        url = reverse("meetings:council-evidence", args=[one.public_id]) if may_tie else ""
        found[one.public_id] = CouncilSays(tuple(map(_told, told)), url)
    return found


def _told_last(items: Collection[CouncilItem]) -> dict[tuple[int, str], CouncilItem]:
    """Return what is told last of each of ``items``, by its meeting and id."""
    rows = CouncilItem.objects.filter(
        meeting__in={item.meeting_id for item in items},
        source_id__in={item.source_id for item in items},
        replaced_by=None,
    )
    rows = rows.select_related("meeting").prefetch_related("votes")
    return {_key(row): row for row in rows}


def _told(item: CouncilItem) -> ToldItem:
    names = rules.roll_call_of((vote.person, vote.choice) for vote in item.votes.all())
    count = rules.count_of(names) if names else ""
    return ToldItem(
        title=item.title,
        url=f"{reverse('meetings:council', args=[item.meeting.public_id])}#item-{item.public_id}",
        on=item.meeting.on,
        body=item.meeting.body,
        says=", ".join(said for said in (count, item.result) if said) or _("no result told"),
        vote=ToldVote(
            outcome=rules.outcome_of(item.result),
            happened_on=item.meeting.on,
            names=names,
            url=item.meeting.url,
        )
        if names or item.result
        else None,
    )


def _ties_of(instrument: Instrument) -> QuerySet[CouncilEvidence]:
    rows = CouncilEvidence.objects.filter(instrument=instrument, untied_at=None)
    return rows.select_related("item").order_by("pk")


def _key(item: CouncilItem) -> tuple[int, str]:
    """What stays the same of an item, however it is told."""
    return item.meeting_id, item.source_id


def _items_of(instrument: Instrument) -> QuerySet[CouncilItem]:
    rows = CouncilItem.objects.filter(meeting__jurisdiction=instrument.jurisdiction_id, replaced_by=None)
    return rows.select_related("meeting").prefetch_related("votes").order_by("-meeting__on", "-pk")
