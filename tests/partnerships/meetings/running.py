"""A steering group of five cities that meets, and the verbs that its tests use."""

from dataclasses import dataclass
from datetime import timedelta

from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import STARTS, AgendaItemFactory, BodyFactory, BodyMemberFactory, MeetingFactory

from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.actions import session
from interlocal.partnerships.meetings.models import ItemKind, MotionKind

CITIES = ("Easton", "Norton", "Sutton", "Upton", "Weston")
GROUND = "610.021(12)"


@dataclass
class Room:
    """A meeting, its members in the order of their cities, and a clock that each verb moves by a minute."""

    meeting: object
    seats: list
    now: object
    number: int = 0

    def tick(self):
        self.now += timedelta(minutes=1)
        self.number += 1
        return {"by": None, "now": self.now}

    def key(self):
        return f"key-{self.number}"

    def item(self, place):
        return self.meeting.items.get(position=place)

    def open(self, *here):
        places = here or range(len(self.seats))
        present = [self.seats[place] for place in places]
        session.call_to_order(
            meeting=self.meeting, presiding=present[0], present=present, key=self.key(), **self.tick()
        )
        self.meeting.refresh_from_db()

    def attend(self, kind, *places, **more):
        return session.record_attendance(
            meeting=self.meeting,
            members=[self.seats[place] for place in places],
            kind=kind,
            key=self.key(),
            **self.tick(),
            **more,
        )

    def take(self, place):
        return session.take_up_item(item=self.item(place), **self.tick())

    def move(self, text="Begin the pilot.", mover=0, seconder=1, kind=MotionKind.MAIN, **more):
        return session.make_motion(
            meeting=self.meeting,
            kind=kind,
            text=text,
            mover=self.seats[mover],
            seconder=None if seconder is None else self.seats[seconder],
            key=self.key(),
            **self.tick(),
            **more,
        )

    def vote(self, motion, answers, **casting):
        """Call the roll: ``answers`` is a letter a member, y n a, or - for one who does not answer."""
        session.begin_roll_call(motion=motion, **self.tick())
        self.answer(motion, answers)
        return session.close_roll_call(motion=motion, **self.tick(), **casting)

    def answer(self, motion, answers, seen=None):
        words = {"y": "yea", "n": "nay", "a": "abstain"}
        given = {
            seat.pk: words[letter]
            for seat, letter in zip(self.seats, answers, strict=False)
            if letter in words
        }
        return session.record_votes(motion=motion, answers=given, seen=seen or {}, **self.tick())


def a_room(*, members=5, body=None, **rules):
    """A noticed meeting with an item of business, two consent items, a closed one and one more."""
    body = body or BodyFactory.create(**rules)
    seats = [
        BodyMemberFactory.create(
            body=body, jurisdiction=JurisdictionFactory.create(name=CITIES[place]), name=f"Person {place}"
        )
        for place in range(members)
    ]
    meeting = MeetingFactory.create(body=body)
    kinds = [
        {"title": "Fleet repair pilot"},
        {"title": "Report of hours", "kind": ItemKind.CONSENT},
        {"title": "Report of courses", "kind": ItemKind.CONSENT},
        {"title": "Bids", "kind": ItemKind.CLOSED, "grounds": [GROUND]},
        {"title": "Other business"},
    ]
    for place, facts in enumerate(kinds, 1):
        AgendaItemFactory.create(meeting=meeting, position=place, **facts)
    if body.is_formal:
        actions.post_notice(
            by=None,
            meeting=meeting,
            posted_at=STARTS - timedelta(days=5),
            place="Board",
            now=STARTS - timedelta(days=5),
        )
    meeting.refresh_from_db()
    return Room(meeting, seats, STARTS)
