"""Calendar messages, read by parsers that others wrote and applied by the rule of RFC 5546."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import playwright
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.partnerships.meetings.calendars.itip import Mailbox

from interlocal.partnerships.meetings.calendars import Entry, Person, cancel, feed, request

# The browser tests' driver brings its own Node, so that ical.js reads what we write on every machine.
NODE = Path(playwright.__file__).parent / "driver" / "node"
CENTRAL = ZoneInfo("America/Chicago")
STAMP = datetime(2026, 1, 2, tzinfo=UTC)
MEMBER = Person('Ada "Countess" Lovelace, Manager', "ada@example.org")
ENTRY = Entry(
    uid="abc@interlocal",
    sequence=0,
    title="Steering group; budget, and über-long " + "words " * 20,
    starts_at=datetime(2026, 3, 5, 9, tzinfo=CENTRAL),
    ends_at=datetime(2026, 3, 5, 10, 30, tzinfo=CENTRAL),
    zone=CENTRAL,
    stamped_at=STAMP,
    organizer=Person("Eastern Jackson County", "partnership@example.org"),
    place="City Hall, 111 E. Maple",
    description="Agenda:\n1. Fleet; repair\n2. \\backslash",
    url="https://interlocal.example.gov/meetings/abc/",
)


def with_icalendar(message: bytes) -> dict[str, object]:
    calendar = Calendar.from_ical(message)
    return {"method": str(calendar["METHOD"]), "events": [facts(one) for one in calendar.walk("VEVENT")]}


def facts(event) -> dict[str, object]:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    return {
        "uid": event["UID"],
        "sequence": event["SEQUENCE"],
        "title": event["SUMMARY"],
        "place": event.get("LOCATION"),
        "description": event.get("DESCRIPTION"),
        "starts": event.start.timestamp(),
        "ends": event.end.timestamp(),
        "status": event["STATUS"],
        "organizer": event["ORGANIZER"],
        "attendees": attendees,
        "names": [one.params["CN"] for one in attendees],
    }


def with_ical_js(message: bytes) -> dict[str, object]:
    script = Path(__file__).parent / "read_calendar.cjs"
    done = subprocess.run([NODE, script], input=message, capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


PARSERS = [with_icalendar, with_ical_js]


@pytest.mark.parametrize("parse", PARSERS)
def test_request_is_read_as_it_was_meant(parse):
    assert parse(request(ENTRY, MEMBER)) == {
        "method": "REQUEST",
        "events": [
            {
                "uid": ENTRY.uid,
                "sequence": 0,
                "title": ENTRY.title,
                "place": ENTRY.place,
                "description": ENTRY.description,
                "starts": ENTRY.starts_at.timestamp(),
                "ends": ENTRY.ends_at.timestamp(),
                "status": "CONFIRMED",
                "organizer": "mailto:partnership@example.org",
                "attendees": ["mailto:ada@example.org"],
                "names": ["Ada 'Countess' Lovelace, Manager"],
            }
        ],
    }


@pytest.mark.parametrize("parse", PARSERS)
def test_cancel_keeps_the_uid_and_says_cancelled(parse):
    read = parse(cancel(replace(ENTRY, sequence=3, is_cancelled=True), MEMBER))
    (event,) = read["events"]
    assert read["method"] == "CANCEL"
    assert (event["uid"], event["sequence"], event["status"]) == (ENTRY.uid, 3, "CANCELLED")


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("zone", ["America/Chicago", "America/Phoenix", "America/Puerto_Rico", "UTC"])
@pytest.mark.parametrize(
    "moment", [(2026, 3, 8, 3, 30), (2026, 3, 8, 1, 59), (2026, 11, 1, 3), (2026, 7, 1, 12), (2026, 1, 1, 0)]
)
def test_times_survive_zones_and_changes_of_the_clock(parse, zone, moment):
    starts_at = datetime(*moment, tzinfo=ZoneInfo(zone))
    entry = replace(
        ENTRY, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30), zone=ZoneInfo(zone)
    )
    (event,) = parse(request(entry, MEMBER))["events"]
    assert event["starts"] == starts_at.timestamp()


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("years", [(2025, 2026, 2027, 2028), (2019, 2041)])
def test_feed_over_years_keeps_every_time(parse, years):
    times = [datetime(year, month, 9, 9, tzinfo=ENTRY.zone) for year in years for month in (1, 7)]
    entries = [
        replace(ENTRY, uid=f"{at:%Y%m}@interlocal", starts_at=at, ends_at=at + timedelta(hours=1))
        for at in times
    ]
    read = parse(feed("Steering group", entries))
    assert [one["starts"] for one in read["events"]] == [at.timestamp() for at in times]


@pytest.mark.parametrize("parse", PARSERS)
def test_feed_shows_all_meetings_and_no_members(parse):
    entries = [ENTRY, replace(ENTRY, uid="def@interlocal", is_cancelled=True)]
    read = parse(feed("Steering group", entries))
    assert read["method"] == "PUBLISH"
    assert [(one["uid"], one["status"]) for one in read["events"]] == [
        ("abc@interlocal", "CONFIRMED"),
        ("def@interlocal", "CANCELLED"),
    ]
    assert [one["attendees"] for one in read["events"]] == [[], []]


def test_empty_feed_is_a_calendar():
    assert Calendar.from_ical(feed("Nothing yet", []))["X-WR-CALNAME"] == "Nothing yet"


@pytest.mark.parametrize("zone", ["America/Phoenix", "America/Chicago"])
def test_every_time_zone_has_an_observance(zone):
    (component,) = Calendar.from_ical(request(replace(ENTRY, zone=ZoneInfo(zone)), MEMBER)).walk("VTIMEZONE")
    assert component.subcomponents
    assert str(component["TZID"]) == zone


def test_summer_time_begins_in_the_time_before_the_change():
    text = request(ENTRY, MEMBER).decode()
    daylight = text[text.index("BEGIN:DAYLIGHT") : text.index("END:DAYLIGHT")]
    assert "RDATE:20250309T020000" in daylight
    assert "TZOFFSETFROM:-0600" in daylight


def test_lines_are_folded_at_75_octets():
    assert max(len(line) for line in request(ENTRY, MEMBER).split(b"\r\n")) <= 75


def versions() -> list[bytes]:
    """A meeting that is called, moved, moved again and called off, each a minute later."""
    moved = [replace(ENTRY, starts_at=ENTRY.starts_at + timedelta(days=day)) for day in range(3)]
    sent = [
        replace(
            one,
            ends_at=one.starts_at + timedelta(hours=1),
            sequence=n,
            stamped_at=STAMP + timedelta(minutes=n),
        )
        for n, one in enumerate(moved)
    ]
    off = replace(sent[-1], sequence=3, stamped_at=STAMP + timedelta(minutes=3), is_cancelled=True)
    return [*(request(one, MEMBER) for one in sent), cancel(off, MEMBER)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_calendar_shows_the_latest_version_in_whatever_order_mail_arrives(order):
    sent = versions()
    mailbox = Mailbox(MEMBER.address)
    for number in order:
        mailbox.receive(sent[number])
    assert mailbox.shown == {ENTRY.uid: ENTRY.starts_at + timedelta(days=2)}


@given(st.permutations(range(4)))
def test_cancelled_meeting_stays_off_once_its_cancellation_was_applied(order):
    sent = versions()
    mailbox = Mailbox(MEMBER.address)
    applied = [mailbox.receive(sent[number]) for number in order]
    if applied[order.index(3)]:
        assert mailbox.shown == {}


def test_the_same_message_twice_changes_nothing():
    mailbox = Mailbox(MEMBER.address)
    assert [mailbox.receive(request(ENTRY, MEMBER)) for _ in range(2)] == [True, False]


def test_message_to_another_person_changes_nothing():
    assert not Mailbox("somebody@example.org").receive(request(ENTRY, MEMBER))


def test_who_left_and_comes_back_sees_the_meeting_again():
    mailbox = Mailbox(MEMBER.address)
    later = STAMP + timedelta(hours=1)
    mailbox.receive(request(ENTRY, MEMBER))
    mailbox.receive(cancel(replace(ENTRY, stamped_at=later), MEMBER))
    assert mailbox.shown == {}
    mailbox.receive(request(replace(ENTRY, sequence=1, stamped_at=later + timedelta(hours=1)), MEMBER))
    assert mailbox.shown == {ENTRY.uid: ENTRY.starts_at}
