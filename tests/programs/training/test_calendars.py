"""Sessions in learners' calendars: what each lacks goes once, in whatever order it arrives."""

import json
import random
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import playwright
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from icalendar import Calendar
from tests.conftest import IS_FULL
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.training import NOW, ApplicationFactory, CohortFactory, LearnerFactory, SessionFactory

from interlocal.foundation.notices.models import Notice
from interlocal.programs.training.actions.calendars import bring_calendars_up_to_date
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    Cohort,
    Presence,
    Session,
    SessionMessage,
)
from interlocal.programs.training.queries.feeds import entries_of

pytestmark = pytest.mark.django_db
# The browser tests' driver brings its own Node, so that ical.js reads what we write on every machine.
NODE = Path(playwright.__file__).parent / "driver" / "node"
SCRIPT = Path(__file__).parents[2] / "partnerships/meetings/calendars/read_calendar.cjs"
DAY = timedelta(days=1)
Read = tuple[str, str, int, int, str]


@pytest.fixture
def cohort() -> Cohort:
    """Return a cohort of one session."""
    cohort = CohortFactory(seats=4)
    SessionFactory(cohort=cohort, number=1)
    return cohort


def seated(cohort: Cohort, email: str = "ana@example.org", **facts: Any) -> Application:
    """Return a learner's seat."""
    return ApplicationFactory(cohort=cohort, learner=LearnerFactory(email=email), seated=True, **facts)


def bring(cohort: Cohort, now: datetime = NOW) -> int:
    """Bring the calendars up to date."""
    return bring_calendars_up_to_date(cohort=cohort, now=now)


def sent() -> list[tuple[str, str, int]]:
    """Return what went to whom: address, method, sequence."""
    rows = SessionMessage.objects.order_by("pk")
    return [(row.address, "CANCEL" if row.is_cancel else "REQUEST", row.sequence) for row in rows]


def mailed_to(email: str) -> list[bytes]:
    """Return the calendar messages mailed to an address, oldest first."""
    rows = Notice.objects.filter(to_email=email).exclude(calendar="").order_by("pk")
    return [row.calendar.encode() for row in rows]


def move(session: Session, by: timedelta) -> None:
    """Move a session, as planning does."""
    session.starts_at += by
    session.ends_at += by
    session.calendar_sequence += 1
    session.save()


def with_icalendar(message: bytes) -> Read:
    """Read a message: method, UID, SEQUENCE, start (POSIX), attendee."""
    calendar = Calendar.from_ical(message)
    (event,) = calendar.walk("VEVENT")
    return (
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(event["SEQUENCE"]),
        int(event.start.timestamp()),
        str(event["ATTENDEE"]),
    )


def with_ical_js(message: bytes) -> Read:
    """Read the same with ical.js."""
    done = subprocess.run([NODE, SCRIPT], input=message, capture_output=True, check=True, timeout=60)
    read = json.loads(done.stdout)
    (event,) = read["events"]
    return read["method"], event["uid"], event["sequence"], int(event["starts"]), event["attendees"][0]


def with_vobject(message: bytes) -> Read:
    """Read the same with vobject."""
    calendar = vobject.readOne(message.decode(), validate=True)
    (event,) = calendar.contents["vevent"]
    return (
        calendar.method.value,
        event.uid.value,
        int(event.sequence.value),
        int(event.dtstart.value.timestamp()),
        event.attendee.value,
    )


PARSERS: list[Callable[[bytes], Read]] = [with_icalendar, with_ical_js, with_vobject]


def applied(messages: list[Read]) -> dict[str, int]:
    """Return what a calendar shows after these messages: UID and start of each event that is on.

    RFC 5546, 2.1.5: of two messages about a UID the one with the higher SEQUENCE counts, whenever it arrives.
    """
    newest: dict[str, Read] = {}
    for message in messages:
        known = newest.get(message[1])
        if known is None or message[2] > known[2]:
            newest[message[1]] = message
    return {uid: one[3] for uid, one in newest.items() if one[0] == "REQUEST"}


def held(session: Session) -> dict[str, int]:
    """Return what a calendar shows that holds the session as it is."""
    return {f"training-{session.public_id}@interlocal": int(session.starts_at.timestamp())}


@pytest.mark.parametrize("parse", PARSERS)
def test_session_after_one_of_other_years_is_read_right(cohort: Cohort, parse):
    """A program that keeps a time zone from one message to the next is led astray by none."""
    ana = seated(cohort)
    far = SessionFactory(cohort=cohort, number=2, starts_at=NOW + timedelta(weeks=500))
    bring(cohort)
    read = [parse(message) for message in reversed(mailed_to(ana.learner.email))]
    assert applied(read) == held(far) | held(cohort.sessions.get(number=1))


def test_who_has_a_seat_gets_each_session_once(cohort: Cohort):
    seated(cohort)
    ApplicationFactory(cohort=cohort, waiting=True)
    SessionFactory(cohort=cohort, number=2)
    assert [bring(cohort), bring(cohort)] == [2, 0]
    assert sent() == [("ana@example.org", "REQUEST", 0)] * 2


def test_nothing_goes_for_what_has_ended_or_was_never_told(cohort: Cohort):
    seated(cohort)
    session = cohort.sessions.get()
    assert bring(cohort, session.ends_at) == 0
    Session.objects.update(cancelled_at=NOW)
    assert bring(cohort) == 0


@pytest.mark.parametrize("parse", PARSERS)
def test_session_moved_twice_then_cancelled_arrives_right_in_any_order(cohort: Cohort, parse):
    seated(cohort)
    session = cohort.sessions.get()
    bring(cohort)
    move(session, DAY)
    bring(cohort, NOW + DAY)
    move(session, DAY)
    bring(cohort, NOW + 2 * DAY)
    moved = [parse(message) for message in mailed_to("ana@example.org")]
    assert [message[0] for message in moved] == ["REQUEST"] * 3
    assert {tuple(applied(list(order)).items()) for order in permutations(moved)} == {
        tuple(held(session).items())
    }
    session.cancelled_at, session.calendar_sequence = NOW + 3 * DAY, session.calendar_sequence + 1
    session.save()
    bring(cohort, NOW + 3 * DAY)
    ended = [parse(message) for message in mailed_to("ana@example.org")]
    assert ended[-1][0] == "CANCEL"
    assert [applied(list(order)) for order in permutations(ended)] == [{}] * 24


@pytest.mark.parametrize("parse", PARSERS)
def test_learner_who_lost_the_seat_and_came_back_has_the_session(cohort: Cohort, parse):
    ana = seated(cohort)
    bring(cohort)
    for state in (ApplicationState.WITHDRAWN, ApplicationState.SEATED):
        Application.objects.update(state=state)
        bring(cohort)
    assert [row[1:] for row in sent()] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    read = [parse(message) for message in mailed_to(ana.learner.email)]
    shown = [applied(list(order)) for order in permutations(read)]
    assert shown == [held(cohort.sessions.get())] * 6


@pytest.mark.parametrize("parse", PARSERS)
def test_substitute_gets_what_the_other_loses(cohort: Cohort, parse):
    ana, bo = seated(cohort), seated(cohort, "bo@example.org")
    Application.objects.filter(pk=bo.pk).update(state=ApplicationState.WAITING)
    bring(cohort)
    Application.objects.filter(pk=ana.pk).update(state=ApplicationState.WITHDRAWN)
    Application.objects.filter(pk=bo.pk).update(state=ApplicationState.SEATED, substitutes=ana)
    bring(cohort)
    shown = {
        email: applied([parse(message) for message in mailed_to(email)])
        for email in ("ana@example.org", "bo@example.org")
    }
    assert shown == {"ana@example.org": {}, "bo@example.org": held(cohort.sessions.get())}
    named = {parse(message)[4] for message in mailed_to("bo@example.org")}
    assert named == {"mailto:bo@example.org"}


@pytest.mark.parametrize("parse", PARSERS)
def test_corrected_address_gets_the_sessions(cohort: Cohort, parse):
    ana = seated(cohort)
    bring(cohort)
    ana.learner.email = "ana.mora@example.org"
    ana.learner.save()
    assert [bring(cohort), bring(cohort)] == [1, 0]
    assert sent()[-1] == ("ana.mora@example.org", "REQUEST", 1)
    (read,) = [parse(message) for message in mailed_to("ana.mora@example.org")]
    assert (read[2], read[4]) == (1, "mailto:ana.mora@example.org")
    assert applied([read]) == held(cohort.sessions.get())


@pytest.mark.parametrize("parse", PARSERS)
def test_cancelled_cohort_takes_every_session_out(cohort: Cohort, parse):
    ana = seated(cohort)
    bring(cohort)
    Cohort.objects.update(state="cancelled", cancelled_at=NOW, cancel_reason="Too few")
    bring(cohort)
    assert [row[1] for row in sent()] == ["REQUEST", "CANCEL"]
    read = [parse(message) for message in mailed_to(ana.learner.email)]
    assert [applied(list(order)) for order in permutations(read)] == [{}] * 2


@pytest.mark.parametrize("parse", PARSERS)
def test_make_up_session_goes_to_who_missed_the_first(cohort: Cohort, parse):
    ana, _bo = seated(cohort), seated(cohort, "bo@example.org")
    session = cohort.sessions.get()
    later = SessionFactory(cohort=cohort, makes_up=session, number=2, starts_at=session.starts_at + 5 * DAY)
    bring(cohort)
    assert sent() == [("ana@example.org", "REQUEST", 0), ("bo@example.org", "REQUEST", 0)]
    Attendance.objects.create(
        session=session, application=ana, minutes=180, how=Presence.PAPER, created_at=session.ends_at
    )
    bring(cohort, session.ends_at + DAY)
    assert sent()[2:] == [("bo@example.org", "REQUEST", 0)]
    shown = applied([parse(message) for message in mailed_to("bo@example.org")])
    assert shown == held(session) | held(later)


def test_feed_has_the_numbers_of_the_mails(cohort: Cohort):
    ana = seated(cohort)
    bring(cohort)
    session = cohort.sessions.get()
    move(session, DAY)
    bring(cohort)
    (entry,) = entries_of(ana.learner)
    assert (entry.uid, entry.sequence, entry.starts_at) == (
        f"training-{session.public_id}@interlocal",
        1,
        session.starts_at,
    )


_STEPS = st.lists(
    st.sampled_from(["move", "lose", "return", "cancel", "bring"]), min_size=1, max_size=12 if IS_FULL else 7
)


class AnyHistory(TestCase):
    """Whatever happens to session and seat, and however the mails are shuffled on their way."""

    @settings(max_examples=60 if IS_FULL else 12, deadline=None)
    @given(_STEPS, st.integers(0, 2**32))
    def test_any_history_in_any_order_ends_as_it_is(self, steps: list[str], seed: int) -> None:
        cohort = CohortFactory(seats=1)
        session = SessionFactory(cohort=cohort)
        application = seated(cohort, f"learner{seed}@example.org", jurisdiction=JurisdictionFactory())
        for number, step in enumerate([*steps, "bring"]):
            if step == "move":
                move(session, DAY)
            elif step == "cancel":
                session.cancelled_at = NOW
                session.save()
            elif step == "bring":
                bring(cohort, NOW + number * timedelta(minutes=1))
            else:
                application.state = "withdrawn" if step == "lose" else "seated"
                application.save()
        messages = mailed_to(application.learner.email)
        random.Random(seed).shuffle(messages)
        read = [with_icalendar(message) for message in messages]
        is_on = session.cancelled_at is None and application.state == "seated"
        assert applied(read) == (held(session) if is_on else {})
        assert len({message[2] for message in read}) == len(read)
        assert [with_vobject(message) for message in messages] == read
