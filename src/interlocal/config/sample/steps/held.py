"""The steering group's meetings as they were held: made up, and marked so with the meetings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from interlocal.config.sample.data import read
from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import in_force
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings import public as meetings
from interlocal.partnerships.meetings.public import AgendaItem, Body, BodyMember, Meeting, MeetingState


@dataclass
class Held:
    """A meeting that is being recorded: by whom, with whom, and at which moment."""

    meeting: Meeting
    by: User | None
    seats: Sequence[BodyMember]
    now: datetime
    keys: Iterator[str] = field(default_factory=lambda: (f"sample-{number}" for number in range(10_000)))

    def after(self, minutes: int) -> dict[str, Any]:
        """Who acts, some minutes later."""
        self.now += timedelta(minutes=minutes)
        return {"by": self.by, "now": self.now}

    def item(self, position: int) -> AgendaItem:
        """The item at a place of the agenda."""
        return self.meeting.items.get(position=position)

    def open(self, absent: int = 0, remote: int = 0) -> None:
        """Call to order without the last ``absent`` members, the last ``remote`` of the others by video."""
        here = self.seats[: len(self.seats) - absent]
        meetings.call_to_order(
            meeting=self.meeting,
            presiding=self.seats[0],
            present=here[: len(here) - remote],
            remote=here[len(here) - remote :] if remote else (),
            key=next(self.keys),
            **self.after(1),
        )
        self.meeting.refresh_from_db()

    def take(self, position: int) -> None:
        """Take an item up."""
        meetings.take_up_item(item=self.item(position), **self.after(4))

    def note(self, text: str, position: int) -> None:
        """Write a note about an item."""
        item = self.item(position)
        meetings.add_note(meeting=self.meeting, text=text, item=item, key=next(self.keys), **self.after(3))

    def decide(self, kind: str, text: str, answers: Mapping[int, str], **more: Any) -> None:
        """Move, second, call the roll and count."""
        motion = meetings.make_motion(
            meeting=self.meeting,
            kind=kind,
            text=text,
            mover=self.seats[2],
            seconder=self.seats[1],
            key=next(self.keys),
            **more,
            **self.after(2),
        )
        meetings.begin_roll_call(motion=motion, **self.after(1))
        votes = {self.seats[place].pk: answer for place, answer in answers.items()}
        meetings.record_votes(motion=motion, answers=votes, seen={}, **self.after(1))
        meetings.close_roll_call(motion=motion, **self.after(1))

    def assign(self, what: str, place: int, position: int, days: int) -> None:
        """Give somebody something to do."""
        meetings.assign_action(
            meeting=self.meeting,
            what=what,
            who=self.seats[place],
            due_on=timezone.localdate(self.now) + timedelta(days=days),
            item=self.item(position),
            key=next(self.keys),
            **self.after(1),
        )


def is_loaded() -> bool:
    """Was a meeting held?"""
    return Meeting.objects.filter(opened_at__isnull=False).exists()


def load(now: datetime) -> None:
    """Run the two meetings that are past, the later approving the earlier's minutes, and begin one now."""
    body = Body.objects.get()
    on = timezone.localdate(now)
    seats = list(
        BodyMember.objects.filter(in_force(on), body=body, has_vote=True).select_related(
            "user", "jurisdiction"
        )
    )
    seats.sort(key=lambda seat: (seat.office != "chair", seat.pk))
    secretary = body.members.get(office="secretary").user
    first, second = body.meetings.filter(starts_at__lt=now).order_by("starts_at")
    _hold_first(Held(first, secretary, seats, first.starts_at))
    _hold_second(Held(second, secretary, seats, second.starts_at), first)
    _begin(body, Held(_special(body, now), secretary, seats, now - timedelta(minutes=24)))


def _hold_first(held: Held) -> None:
    held.open()
    held.take(1)
    held.note("Three councils have the renewal on an agenda; two wait for their counsel.", 1)
    held.assign("Send the common text to the two city counselors", 1, 1, 21)
    held.take(2)
    held.decide("main", "To offer two seats a city in the coming year.", dict.fromkeys(range(5), "yea"))
    meetings.adjourn(meeting=held.meeting, **held.after(2))
    minutes = meetings.draft_minutes(meeting=held.meeting, **held.after(60))
    meetings.propose_minutes(minutes=minutes, **held.after(60 * 24))


def _hold_second(held: Held, earlier: Meeting) -> None:
    minutes = earlier.minutes.get()
    held.open(absent=1)
    held.take(1)
    four = dict.fromkeys(range(4), "yea")
    held.decide("approve-minutes", "", four, minutes=minutes)
    meetings.publish_minutes(minutes=earlier.minutes.get(), **held.after(1))
    consent = meetings.make_motion(
        meeting=held.meeting,
        kind="consent",
        mover=held.seats[1],
        seconder=held.seats[3],
        key=next(held.keys),
        **held.after(1),
    )
    meetings.decide_without_roll_call(motion=consent, is_unanimous=True, **held.after(1))
    held.take(3)
    held.note("Lee's Summit interviews in-house and may share what its interviews show.", 3)
    held.assign("Draft what the cities may share of their interviews", 3, 3, 60)
    held.take(4)
    meetings.record_attendance(
        meeting=held.meeting,
        members=held.seats[4:5],
        kind="arrive",
        is_remote=True,
        key=next(held.keys),
        **held.after(1),
    )
    held.decide(
        "main",
        "To look into a common need for fleet repair until summer.",
        {**four, 3: "nay", 4: "abstain"},
    )
    held.assign("List the vehicles of each city and where they are repaired", 2, 4, 90)
    meetings.adjourn(meeting=held.meeting, **held.after(2))
    draft = meetings.draft_minutes(meeting=held.meeting, **held.after(60))
    meetings.propose_minutes(minutes=draft, **held.after(60 * 24))


def _special(body: Body, now: datetime) -> Meeting:
    """Set up and announce the meeting that runs while the sample is looked at."""
    data = read("meetings")["running"]
    starts_at = now - timedelta(minutes=data["minutes_ago"])
    before = starts_at - timedelta(days=8)
    facts = {
        "title": data["title"],
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=data["minutes_long"]),
        "place": data["place"],
        "mode": "hybrid",
        "how_to_observe": data["how_to_observe"],
        "is_synthetic": True,
    }
    meeting = meetings.schedule_meeting(by=None, body=body, facts=facts, now=before)
    places = {one.name: one for one in Jurisdiction.objects.all()}
    for row in data["items"]:
        facts = {**row, "proposer": places.get(row.get("proposer", ""))}
        meetings.add_item(by=None, meeting=meeting, facts=facts, now=before)
    meetings.post_notice(
        by=None,
        meeting=meeting,
        posted_at=before,
        place=body.posting_place,
        evidence_note="Made up for the sample",
        now=before,
    )
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.NOTICED
    return meeting


def _begin(body: Body, held: Held) -> None:
    """Leave it in the middle of a roll call, with one who stepped aside."""
    held.open(remote=1)
    held.take(1)
    held.note("The study needs six hours a month from each workshop until summer.", 1)
    meetings.record_attendance(
        meeting=held.meeting,
        members=held.seats[3:4],
        kind="recuse",
        item=held.item(1),
        key=next(held.keys),
        **held.after(1),
    )
    motion = meetings.make_motion(
        meeting=held.meeting,
        kind="main",
        text=f"That the {body.name.lower()} asks each city for six hours a month until summer.",
        mover=held.seats[1],
        seconder=held.seats[4],
        key=next(held.keys),
        **held.after(2),
    )
    meetings.begin_roll_call(motion=motion, **held.after(1))
    votes = {held.seats[place].pk: "yea" for place in (0, 1)}
    meetings.record_votes(motion=motion, answers=votes, seen={}, **held.after(1))
