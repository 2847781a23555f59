"""The floor as it stands: who is present, what is before the body, whether the session is closed."""

import zlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch

from interlocal.partnerships.law.public import Ground
from interlocal.partnerships.meetings import floor, rules
from interlocal.partnerships.meetings.floor import MeetingLaw, Presence, Standing, Threshold
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    AttendanceEvent,
    BodyMember,
    BodyThreshold,
    ClosedSession,
    ItemState,
    Meeting,
    Motion,
    Notice,
    NoticeKind,
    Vote,
)
from interlocal.partnerships.meetings.queries.law import law_for, meeting_law
from interlocal.partnerships.meetings.queries.reading import members_on


@dataclass(frozen=True, kw_only=True)
class Floor:
    """A meeting at one moment.

    ``members`` are by primary key, motions in the order moved with ``cast`` votes.
    """

    meeting: Meeting
    at: datetime
    items: Sequence[AgendaItem]
    members: Mapping[int, BodyMember]
    events: Sequence[AttendanceEvent]
    motions: Sequence[Motion]
    thresholds: Sequence[BodyThreshold]
    closed: ClosedSession | None
    grounds: Sequence[Ground]
    law: MeetingLaw

    @cached_property
    def body(self) -> floor.Body:
        """The body as its rules see it."""
        return rules.body_on_the_floor(self.meeting.body, list(self.members.values()), self.law)

    @cached_property
    def changes(self) -> tuple[floor.Change, ...]:
        """Who came, went and stepped aside, without what was annulled."""
        return rules.changes_of(self.events)

    @cached_property
    def presence(self) -> Presence:
        """Who is present now."""
        return floor.presence_at(self.changes, self.at)

    @cached_property
    def item(self) -> AgendaItem | None:
        """The item in hand: of those open the last taken up."""
        at_hand = [item for item in self.items if item.state == ItemState.OPEN and item.began_at]
        return max(at_hand, key=lambda item: (item.began_at, item.pk), default=None)

    @cached_property
    def pending(self) -> tuple[floor.Pending, ...]:
        """What waits for a decision, as the floor reads it."""
        return rules.pending_of(self.motions)

    @cached_property
    def open_motions(self) -> tuple[Motion, ...]:
        """What waits for a decision, the one to be decided now first."""
        by_pk = {motion.pk: motion for motion in self.motions}
        return tuple(by_pk[one.key] for one in reversed(self.pending))  # type: ignore[index]

    @property
    def motion(self) -> Motion | None:
        """The motion to be decided now."""
        return self.open_motions[0] if self.open_motions else None

    @cached_property
    def settled(self) -> tuple[Motion, ...]:
        """What no longer is before the body: decided, withdrawn, put aside."""
        return tuple(motion for motion in self.motions if motion.state not in rules.PENDING)

    @cached_property
    def last_decided(self) -> Motion | None:
        """The motion that was decided last; what was decided in a closed session is not among them."""
        decided = [row for row in self.settled if row.decided_at is not None and not row.is_closed]
        return max(decided, key=lambda row: (row.decided_at, row.number), default=None)

    @property
    def standing(self) -> Standing:
        """How the quorum stands for what is in hand."""
        item_id = self.motion.item_id if self.motion else (self.item.pk if self.item else None)
        return floor.standing(self.body, self.presence, item_id)

    @cached_property
    def closed_floor(self) -> floor.ClosedFloor | None:
        """For what the session is closed, if it is, as the floor reads it."""
        if self.closed is None or not self.meeting.body.is_treated_as_public:
            return None
        return floor.ClosedFloor(item=self.closed.item_id, grounds=tuple(self.closed.grounds))

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Each member's name and jurisdiction, by primary key."""
        return {key: str(member) for key, member in self.members.items()}

    @cached_property
    def version(self) -> str:
        """Changes with everything that a form of the page depends on."""
        state = (
            self.meeting.state,
            self.meeting.presiding_id,
            [(item.pk, item.state, item.pulled_at) for item in self.items],
            [(motion.pk, motion.state, motion.seconder_id) for motion in self.motions],
            sum(len(cast_of(motion)) for motion in self.motions),
            max((vote.pk for motion in self.motions for vote in cast_of(motion)), default=0),
            [event.pk for event in self.events],
            self.closed.pk if self.closed else 0,
        )
        return f"{zlib.crc32(repr(state).encode()):08x}"

    def share(self, kind: str) -> Threshold:
        """Return the share that a motion of ``kind`` needs."""
        return rules.share_needed(self.meeting.body, self.thresholds, kind, self.law)

    def speakers(self, item_id: int | None) -> list[BodyMember]:
        """Return those who may move, second and vote on an item now."""
        acting = self.presence.acting(item_id)
        return [
            member
            for key, member in self.members.items()
            if key in self.body.persons
            and key in acting
            and self.body.persons[key][1].stands_in_for not in self.presence.people
        ]

    def answered(self, motion: Motion) -> dict[Hashable, floor.Answer]:
        """Return who has answered the roll call, by primary key."""
        answers = set(floor.Answer)
        return {
            vote.member_id: floor.Answer(vote.choice) for vote in cast_of(motion) if vote.choice in answers
        }


def cast_of(motion: Motion) -> list[Vote]:
    """Return the votes of a motion of a ``Floor`` that count: what was corrected is left out."""
    return motion.cast  # type: ignore[attr-defined, no-any-return]


def floor_of(meeting: Meeting, at: datetime) -> Floor:
    """Return how ``meeting`` stands at ``at``; asks the same number of times however large it is."""
    day = meeting.starts_at.astimezone(rules.zone_of(meeting.body)).date()
    law = law_for(meeting.body)
    counting = Vote.objects.filter(corrected_by=None).order_by("pk")
    motions = meeting.motions.select_related("item", "amends").prefetch_related(
        Prefetch("votes", queryset=counting, to_attr="cast")
    )
    return Floor(
        meeting=meeting,
        at=at,
        items=list(
            meeting.items.exclude(state=ItemState.REMOVED).select_related("proposer").order_by("position")
        ),
        members={member.pk: member for member in members_on(meeting.body, day)},
        events=list(meeting.attendance.order_by("at", "pk")),
        motions=list(motions.order_by("number")),
        thresholds=list(meeting.body.thresholds.all()),
        closed=meeting.closed_sessions.filter(ended_at=None).select_related("item").first(),
        grounds=law.grounds,
        law=meeting_law(law),
    )


def grounds_noticed(meeting: Meeting, item: AgendaItem | None) -> list[str]:
    """Return the sections that the latest posted notice names for ``item``, which it knows by its title.

    Where no notice is owed, every ground of the law counts as named.
    """
    if not rules.owes_notice(meeting):
        return [ground.code for ground in law_for(meeting.body).grounds]
    latest = (
        Notice.objects.filter(meeting=meeting).exclude(kind=NoticeKind.CANCELLED).order_by("-number").first()
    )
    if latest is None or item is None:
        return []
    return [
        str(code)
        for row in latest.says.get("items", [])
        if row["title"] == item.title
        for code in row["grounds"]
    ]
