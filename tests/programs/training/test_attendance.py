"""Who was there: by QR, by a typed code, ticked, from a log; a mistake has its page and changes nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.training import (
    NOW,
    STARTS,
    ApplicationFactory,
    CohortFactory,
    HomeworkFactory,
    InstructorFactory,
    LearnerFactory,
    SessionFactory,
)
from tests.programs.training.mails import mails_to

from interlocal.foundation.notices.public import sign_path
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.actions import attendance as actions
from interlocal.programs.training.actions.homework import hand_in
from interlocal.programs.training.meeting_logs import _covered, read_log
from interlocal.programs.training.models import Application, Attendance, HandIn, Presence, Session
from interlocal.programs.training.queries import sessions as queries

pytestmark = pytest.mark.django_db
ANA = "ana@example.org"
MINUTE = timedelta(minutes=1)
CENTRAL = ZoneInfo("America/Chicago")


@pytest.fixture(autouse=True)
def _partnership() -> None:
    PartnershipFactory.create()


@pytest.fixture
def session() -> Session:
    """Return a session of three hours and 180 contact minutes, with its QR code."""
    return SessionFactory(cohort=CohortFactory(seats=3), starts_at=STARTS, check_in_code="K7MQ")


@pytest.fixture
def ana(session: Session) -> Application:
    """Return the seat of a learner."""
    return ApplicationFactory(
        cohort=session.cohort, learner=LearnerFactory(email=ANA, name="Ana Mora"), seated=True
    )


@pytest.fixture
def _at_start() -> Iterator[None]:
    with time_machine.travel(STARTS, tick=False):
        yield


def scan(client: Client, session: Session, email: str = ANA, code: str = "") -> Any:
    """Open what the QR code leads to, and send the e-mail."""
    address = reverse("training:check-in", args=[session.public_id, code or session.check_in_code])
    return client.post(address, {"email": email})


def recorded() -> list[tuple[int, str]]:
    """Return what is on record."""
    return list(Attendance.objects.order_by("pk").values_list("minutes", "how"))


@pytest.mark.parametrize(
    ("minutes_after", "counted"), [(-30, 180), (0, 180), (15, 180), (16, 164), (90, 90), (180, 0)]
)
def test_check_in_counts_what_is_left_after_a_grace(client, session, ana, minutes_after, counted):
    with time_machine.travel(STARTS + minutes_after * MINUTE, tick=False):
        page = scan(client, session).content.decode()
    assert ("You are checked in" in page, recorded()) == (True, [(counted, "qr")])


@pytest.mark.parametrize(("minutes_after", "words"), [(-31, "It is too early"), (181, "It is too late")])
def test_check_in_too_early_or_too_late_says_so(client, session, ana, minutes_after, words):
    with time_machine.travel(STARTS + minutes_after * MINUTE, tick=False):
        sent = scan(client, session).content.decode()
        address = reverse("training:check-in", args=[session.public_id, session.check_in_code])
        opened = client.get(address).content.decode()
    assert (words in sent, ANA in sent, words in opened, recorded()) == (True, True, True, [])


@pytest.mark.usefixtures("_at_start")
def test_check_in_twice_counts_once(client, session, ana):
    scan(client, session)
    with time_machine.travel(STARTS + 60 * MINUTE, tick=False):
        again = scan(client, session).content.decode()
    assert ("You were checked in already" in again, recorded()) == (True, [(180, "qr")])


@pytest.mark.usefixtures("_at_start")
def test_wrong_qr_has_its_page(client, session, ana):
    answer = scan(client, session, code="OLD1")
    assert answer.status_code == 404
    assert ("This QR code is not right" in answer.content.decode(), recorded()) == (True, [])


@pytest.mark.usefixtures("_at_start")
def test_session_of_another_cohort_is_told_apart(client, session, ana):
    other = SessionFactory(starts_at=STARTS)
    assert "There is no seat in this cohort" in scan(client, other).content.decode()
    with pytest.raises(Refusal, match="no seat"):
        actions.check_in(
            session=other, application=ana, code=other.check_in_code, how=Presence.QR, now=STARTS
        )
    assert recorded() == []


@pytest.mark.usefixtures("_at_start")
def test_typed_code_finds_the_session(client, session, ana):
    SessionFactory(cohort=session.cohort, starts_at=STARTS + timedelta(hours=5), check_in_code="ZZZZ")
    address = reverse("training:check-in-typed")
    wrong = client.post(address, {"email": ANA, "code": "K7MX"}).content.decode()
    assert ("No session today has this code" in wrong, recorded()) == (True, [])
    unknown = client.post(address, {"email": "nobody@example.org", "code": "K7MQ"}).content.decode()
    assert "No session today has this code" in unknown
    assert "You are checked in" in client.post(address, {"email": ANA, "code": "k7 mq"}).content.decode()
    assert recorded() == [(180, "code")]


@pytest.mark.usefixtures("_at_start")
def test_cancelled_session_takes_no_check_in(client, session, ana):
    Session.objects.update(cancelled_at=NOW)
    assert "This session was cancelled" in scan(client, session).content.decode()
    assert recorded() == []


def record(session: Session, minutes: dict[Application, int | None], **said: Any) -> int:
    """Record attendance as the instructor."""
    facts = {"by": None, "named": "Robin", "how": Presence.HAND, "now": STARTS + 200 * MINUTE}
    return actions.record_attendance(session=session, minutes=minutes, **{**facts, **said})


def test_roster_records_corrects_and_takes_back(session, ana):
    assert record(session, {ana: 180}) == 1
    assert record(session, {ana: 180}) == 0
    assert record(session, {ana: 90}, how=Presence.PAPER) == 1
    assert recorded() == [(90, "paper")]
    assert Attendance.objects.get().recorded_as == "Robin"
    assert record(session, {ana: None}) == 1
    assert recorded() == []


def test_roster_refuses_more_minutes_and_strangers_and_saves_nothing(session, ana):
    stranger = ApplicationFactory(seated=True)
    for minutes in ({ana: 100, stranger: 100}, {ana: 181}, {ana: -1}):
        with pytest.raises(Refusal):
            record(session, minutes)
    with pytest.raises(Refusal, match="not begun"):
        record(session, {ana: 1}, now=STARTS - 31 * MINUTE)
    assert recorded() == []


def test_make_up_session_counts_once_with_the_longer_presence(session, ana):
    make_up = SessionFactory(cohort=session.cohort, makes_up=session, starts_at=STARTS + timedelta(days=2))
    other = SessionFactory(cohort=session.cohort, starts_at=STARTS + timedelta(days=1))
    later = STARTS + timedelta(days=3)
    for one, minutes in ((session, 60), (make_up, 150), (other, 180)):
        record(one, {ana: minutes}, now=later)
    assert queries.minutes_of(ana) == 150 + 180


def test_no_show_is_recorded_with_its_reason_and_ended_by_coming(session, ana):
    coordinator = person_with("training-coordinator", None)
    said = {"by": coordinator, "application": ana, "reason": "Did not answer either"}
    with pytest.raises(Refusal, match="No session has ended"):
        actions.record_no_show(**said, now=STARTS)
    later = STARTS + timedelta(days=1)
    actions.record_no_show(**said, now=later)
    ana.refresh_from_db()
    assert (ana.is_no_show, ana.state) == (True, "seated")
    assert [(one.kind, one.reason) for one in ana.decisions.all()] == [("no-show", "Did not answer either")]
    second = SessionFactory(cohort=session.cohort, starts_at=later)
    record(second, {ana: 180}, now=later)
    ana.refresh_from_db()
    assert ana.is_no_show is False
    with pytest.raises(Refusal, match="They were at a session"):
        actions.record_no_show(**said, now=later)


TEAMS = (
    "1. Summary\nMeeting title\tSession 1\nAttended participants\t3\n\n"
    "2. Participants\n"
    "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
    "Ana Mora\t5/5/26, 8:55:00 AM\t5/5/26, 10:30:00 AM\t1h 35m\tANA@example.org\tana@example.org\tPresenter\n"
    "Bo (guest)\t5/5/26, 9:00:00 AM\t5/5/26, 12:00:00 PM\t3h\t\t\tAttendee\n"
    "Cleo\tnever\t\t\tcleo@example.org\t\tAttendee\n\n"
    "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
    "Ana Mora\t5/5/26, 8:55:00 AM\t5/5/26, 10:30:00 AM\t1h 35m\tana@example.org\tPresenter\n"
).encode("utf-16")
ZOOM = (
    b"Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"
    b"Ana Mora,ana@example.org,05/05/2026 08:50:00 AM,05/05/2026 10:00:00 AM,70,No\n"
    b"Ana Mora,ana@example.org,05/05/2026 09:30:00 AM,05/05/2026 10:30:00 AM,60,No\n"
    b"Bo (guest),,05/05/2026 09:00:00 AM,05/05/2026 12:00:00 PM,180,Yes\n"
)


@pytest.mark.parametrize(("name", "data", "unread"), [("log.csv", TEAMS, 1), ("log.csv", ZOOM, 0)])
def test_logs_of_two_programs_are_read_alike(name, data, unread):
    log = read_log(name, data, starts_at=STARTS, ends_at=STARTS + 180 * MINUTE, zone=CENTRAL)
    found = [(one.name, one.email, one.seconds // 60) for one in log.people]
    assert found == [("Ana Mora", ANA, 90), ("Bo (guest)", "", 180)]
    assert len(log.unread) == unread


def test_file_that_is_no_log_is_refused():
    with pytest.raises(Refusal, match="No column"):
        read_log("log.csv", b"Fruit,Color\nApple,Red\n", starts_at=STARTS, ends_at=STARTS, zone=CENTRAL)


_SPAN = st.tuples(st.integers(-60, 240), st.integers(0, 200)).map(lambda one: (one[0], one[0] + one[1]))


@given(st.lists(_SPAN, max_size=6))
def test_spans_count_once_and_within_the_session_only(spans):
    """The oracle walks minute by minute."""
    moments = [(STARTS + a * MINUTE, STARTS + b * MINUTE) for a, b in spans]
    walked = sum(any(a <= minute < b for a, b in spans) for minute in range(180))
    assert _covered(moments, (STARTS, STARTS + 180 * MINUTE)) == 60 * walked


def coordinator() -> Client:
    """Return a browser in which the coordinator is signed in."""
    client = Client()
    client.force_login(person_with("training-coordinator", None))
    return client


def test_log_is_seen_before_it_is_saved_and_strangers_are_assigned_by_hand(session, ana):
    bo = ApplicationFactory(cohort=session.cohort, seated=True, learner__name="Bo Quinn")
    address = reverse("training:log", args=[session.cohort.public_id, session.public_id])
    browser = coordinator()
    with time_machine.travel(STARTS + 200 * MINUTE, tick=False):
        page = browser.post(address, {"file": SimpleUploadedFile("log.csv", ZOOM)}).content.decode()
        assert ("Not found by e-mail" in page, recorded()) == (True, [])
        sent = {
            "people": "2",
            "name-0": "Ana Mora",
            "chosen-0": ana.public_id,
            "minutes-0": "90",
            "name-1": "Bo (guest)",
            "chosen-1": bo.public_id,
            "minutes-1": "999",
        }
        refused = browser.post(address, sent).content.decode()
        assert ("contact minutes: type" in refused, "999" in refused, recorded()) == (True, True, [])
        browser.post(address, {**sent, "minutes-1": "180"})
    assert recorded() == [(90, "log"), (180, "log")]


def teacher(session: Session) -> tuple[str, Any]:
    """Return the root of an instructor's pages, and the instructor."""
    instructor = InstructorFactory(cohort=session.cohort)
    path = rules.instructor_path(instructor)
    return f"{path}{sign_path(path)}/", instructor


def test_instructor_opens_ticks_prints_and_shows_the_code(client, session, ana):
    root, instructor = teacher(session)
    with time_machine.travel(STARTS, tick=False):
        pages = {
            part: client.get(f"{root}{part}").content.decode()
            for part in (
                "",
                *(f"sessions/{session.public_id}/{one}" for one in ("", "roster/", "code/", "log/")),
            )
        }
        assert [part for part, page in pages.items() if session.title not in page] == []
        assert "<svg" in pages[f"sessions/{session.public_id}/code/"]
        assert "K7MQ" in pages[f"sessions/{session.public_id}/code/"]
        client.post(f"{root}sessions/{session.public_id}/", {f"came-{ana.public_id}": "1", "how": "paper"})
    assert recorded() == [(180, "paper")]
    assert Attendance.objects.get().recorded_as == instructor.name
    instructor.delete()
    assert client.get(root).status_code == 404


def test_instructor_returns_homework_with_a_note_and_then_accepts_it(client, session, ana):
    root, _instructor = teacher(session)
    task = HomeworkFactory(course=session.cohort.course)
    done = hand_in(application=ana, homework=task, text="My plan", file=None, now=NOW)
    address = f"{root}homework/{done.public_id}/"
    with time_machine.travel(NOW, tick=False):
        assert "My plan" in client.get(address).content.decode()
        assert "Say what is missing" in client.post(address, {"way": "return", "note": ""}).content.decode()
        client.post(address, {"way": "return", "note": "Who leads?"})
    assert HandIn.objects.get().returned_at == NOW
    hand_in(application=ana, homework=task, text="Ana leads", file=None, now=NOW + MINUTE)
    with time_machine.travel(NOW + 2 * MINUTE, tick=False):
        client.post(address, {"note": "Good"})
    done.refresh_from_db()
    assert (done.accepted_at, done.returned_at, done.text) == (NOW + 2 * MINUTE, None, "Ana leads")
    assert mails_to(ANA) == ["training.homework"] * 2
    with pytest.raises(Refusal, match="was accepted"):
        hand_in(application=ana, homework=task, text="More", file=None, now=datetime.now(tz=CENTRAL))


def test_coordinator_sees_attendance_and_contacts_do_not(session, ana):
    city = JurisdictionFactory()
    contact = Client()
    contact.force_login(person_with("training-contact", city.public_id))
    address = reverse("training:attendance", args=[session.cohort.public_id])
    page = coordinator().get(address).content.decode()
    assert ("Ana Mora" in page, contact.get(address).status_code) == (True, 404)


def test_code_compares_whole_codes_only():
    session = SessionFactory.build(check_in_code="K7MQ", cohort=None)
    assert [rules.is_code_of(session, code) for code in ("k7mq", " K7 MQ ", "K7M", "", "ñ")] == [
        True,
        True,
        False,
        False,
        False,
    ]
