"""Public meetings: as noticed, nothing made up, closed or not announced; and as machines take them."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from icalendar import Calendar
from jsonschema import Draft4Validator
from lxml import etree
from pypdf import PdfReader, PdfWriter
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import NOW, BodyFactory, BodyMemberFactory, MotionFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.models import (
    Choice,
    ClosedSession,
    Minutes,
    MinutesState,
    Motion,
    MotionKind,
    MotionState,
    Vote,
)

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[1] / "data"
HELD = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)
LIST = "/public/meetings/"


@pytest.fixture
def body():
    return BodyFactory.create(is_synthetic=False, host=JurisdictionFactory.create(name="Riverton"))


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def scheduled(body, **facts):
    said = {"title": "Regular", "starts_at": HELD, "ends_at": HELD + timedelta(hours=1), "place": "Hall"}
    meeting = actions.schedule_meeting(by=None, body=body, facts=said | facts, now=NOW)
    actions.add_item(by=None, meeting=meeting, facts={"title": "Fleet repair"}, now=NOW)
    return meeting


def noticed(body, **facts):
    meeting = scheduled(body, **facts)
    post(meeting)
    return meeting


def post(meeting, at=NOW):
    return actions.post_notice(by=None, meeting=meeting, posted_at=at, place="Main door", now=at)


def page(client, meeting, part="", language="en"):
    client.cookies["django_language"] = language
    return client.get(f"{LIST}{meeting.public_id}/{part}")


def held(meeting, *, published=True):
    """Adjourn a meeting, with one open vote, one in a closed session, and minutes."""
    seat = BodyMemberFactory.create(body=meeting.body, name="Alex Rivera")
    meeting.state, meeting.opened_at, meeting.adjourned_at = "adjourned", HELD, HELD + timedelta(hours=1)
    meeting.save()
    common = {"meeting": meeting, "mover": seat, "state": MotionState.PASSED, "decided_at": HELD}
    opened = MotionFactory.create(**common, text="To repair.", moved_at=HELD)
    vote = Vote.objects.create(motion=opened, member=seat, choice=Choice.NAY, at=HELD, created_at=HELD)
    Vote.objects.create(
        motion=opened, member=seat, choice=Choice.YEA, at=HELD, corrects=vote, created_at=HELD
    )
    closing = MotionFactory.create(
        **common, text="To close.", kind=MotionKind.CLOSE_SESSION, moved_at=HELD + timedelta(minutes=10)
    )
    ClosedSession.objects.create(
        meeting=meeting,
        motion=closing,
        grounds=["610.021(3)"],
        began_at=HELD + timedelta(minutes=11),
        ended_at=HELD + timedelta(minutes=20),
        created_at=HELD,
    )
    MotionFactory.create(**common, text="To dismiss J. Doe.", moved_at=HELD + timedelta(minutes=15))
    if published:
        Minutes.objects.create(
            meeting=meeting,
            blocks=[],
            state=MinutesState.APPROVED,
            approved_at=HELD + timedelta(days=28),
            published_at=HELD + timedelta(days=29),
            created_at=HELD,
        )


def test_meeting_is_public_as_its_notice_told_it(client, body):
    meeting = noticed(body)
    actions.add_item(by=None, meeting=meeting, facts={"title": "Untold business"}, now=NOW)
    actions.change_meeting(by=None, meeting=meeting, facts={"place": "Library"}, now=NOW)
    text = page(client, meeting).content.decode()
    assert "Fleet repair" in text
    assert "Hall" in text
    assert "Untold business" not in text
    assert "Library" not in text
    assert "is being changed" in text
    post(meeting)
    text = page(client, meeting).content.decode()
    assert "Untold business" in text
    assert "Library" in text
    assert "is being changed" not in text


def test_what_nobody_announced_is_not_there(client, body):
    for meeting in (
        scheduled(body),
        noticed(BodyFactory.create()),
        scheduled(BodyFactory.create(closed=True, is_synthetic=False)),
        scheduled(BodyFactory.create(informal=True, is_synthetic=False)),
    ):
        for part in ("", "event.jsonld", "packet.pdf"):
            assert page(client, meeting, part).status_code == 404
    assert "No meeting has been announced" in client.get(LIST).content.decode()


def test_body_ruled_closed_after_its_notice_leaves_the_public_pages(client, body):
    meeting = noticed(body)
    body.public_status, body.ruling = "closed", "Advisory to staff alone."
    body.save()
    assert page(client, meeting).status_code == 404
    assert client.get(f"/public/bodies/{body.public_id}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_are_there_in_both_languages_without_a_script(client, body, language):
    meeting = noticed(body)
    held(meeting)
    client.cookies["django_language"] = language
    for address in (LIST, f"{LIST}{meeting.public_id}/", f"/public/bodies/{body.public_id}/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.content.decode()
        assert "<script" not in answer.content.decode()


def test_cancelled_meeting_says_so_at_once(client, body):
    meeting = noticed(body)
    actions.cancel_meeting(by=None, meeting=meeting, reason="No quorum", now=NOW)
    assert "No quorum" in page(client, meeting).content.decode()
    assert json.loads(page(client, meeting, "event.jsonld").content)["eventStatus"].endswith("EventCancelled")


def test_votes_are_public_with_the_minutes_and_none_of_a_closed_session(client, body):
    meeting = noticed(body)
    held(meeting, published=False)
    assert "To repair." not in page(client, meeting).content.decode()
    Minutes.objects.create(
        meeting=meeting, state=MinutesState.APPROVED, approved_at=NOW, published_at=NOW, created_at=NOW
    )
    text = page(client, meeting).content.decode()
    assert "To repair." in text
    assert "To close." in text
    assert "J. Doe" not in text
    assert text.count("Alex Rivera") >= 1
    assert Motion.objects.count() == 3


def pdf():
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(612, 792)
    writer.write(written)
    return ContentFile(written.getvalue(), name="Draft.pdf")


def test_packet_is_public_once_a_notice_told_its_agenda(client, body):
    meeting = scheduled(body)
    actions.add_paper(by=None, item=meeting.items.get(), title="Draft", upload=pdf(), now=NOW)
    actions.ask_packet(by=None, meeting=meeting, now=NOW)
    run_due(now=NOW)
    assert page(client, meeting, "packet.pdf").status_code == 404
    post(meeting)
    answer = page(client, meeting, "packet.pdf")
    assert len(PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages) == 2
    actions.add_item(by=None, meeting=meeting, facts={"title": "Untold business"}, now=NOW)
    run_due(now=NOW + timedelta(minutes=5))
    again = page(client, meeting, "packet.pdf")
    assert "Untold" not in PdfReader(io.BytesIO(b"".join(again.streaming_content))).pages[0].extract_text()


def test_atom_feed_is_valid_and_newest_first(client, body):
    meeting = noticed(body)
    post(meeting, NOW + timedelta(hours=1))
    held(meeting)
    answer = client.get("/public/meetings.atom")
    tree = etree.fromstring(answer.content)
    etree.RelaxNG(file=str(DATA / "atom" / "rfc4287.rng")).assertValid(tree)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert tree.xpath("//a:entry/a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"}) == [
        "Minutes: Regular",
        "Amended notice: Regular",
        "Notice of the meeting: Regular",
    ]
    again = client.get("/public/meetings.atom", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_empty_feeds_are_valid(client):
    etree.RelaxNG(file=str(DATA / "atom" / "rfc4287.rng")).assertValid(
        etree.fromstring(client.get("/public/meetings.atom").content)
    )
    assert Calendar.from_ical(client.get("/public/meetings.ics").content).walk("VEVENT") == []


def test_calendars_show_what_the_notice_told(client, body):
    meeting = noticed(body)
    noticed(BodyFactory.create(is_synthetic=False), title="Other")
    actions.change_meeting(
        by=None,
        meeting=meeting,
        facts={"starts_at": HELD + timedelta(hours=2), "ends_at": HELD + timedelta(hours=3)},
        now=NOW,
    )
    every = Calendar.from_ical(client.get("/public/meetings.ics").content).walk("VEVENT")
    own = Calendar.from_ical(client.get(f"/public/bodies/{body.public_id}/calendar.ics").content).walk(
        "VEVENT"
    )
    assert sorted(str(event["SUMMARY"]) for event in every) == ["Other", "Regular"]
    assert [(event["UID"], event.start) for event in own] == [(meeting.calendar_uid, HELD)]
    assert b"ATTENDEE" not in client.get("/public/meetings.ics").content


def test_event_is_linked_from_its_page_and_names_it(client, body):
    meeting = noticed(body)
    assert f'href="{LIST}{meeting.public_id}/event.jsonld"' in page(client, meeting).content.decode()
    answer = page(client, meeting, "event.jsonld")
    event = json.loads(answer.content)
    assert answer["Content-Type"] == "application/ld+json"
    assert (event["@type"], event["startDate"]) == ("Event", "2026-03-19T09:00:00-05:00")


def test_open_civic_data_is_valid_by_the_schemas_of_the_project(client, body):
    BodyMemberFactory.create(body=body, jurisdiction__name="Grandview", name="Robin Lee")
    meeting = noticed(body)
    held(meeting)
    noticed(
        body, title="Ahead", starts_at=HELD + timedelta(days=7), ends_at=HELD + timedelta(days=7, hours=1)
    )
    data = json.loads(client.get("/public/civic-data.json").content)
    for kind in ("organization", "person", "membership", "event", "vote_event"):
        schema = json.loads((DATA / "opencivicdata" / f"{kind}.json").read_text())
        assert data[kind]
        for one in data[kind]:
            Draft4Validator(_known_types(schema)).validate(one)
    assert [event["status"] for event in data["event"]] == ["confirmed", "passed"]
    assert {seat["on_behalf_of_id"] for seat in data["membership"]} >= {"Grandview"}
    (repair,) = [vote for vote in data["vote_event"] if vote["motion_text"] == "To repair."]
    assert repair["votes"] == [{"option": "yes", "voter_name": "Alex Rivera"}]
    assert "J. Doe" not in json.dumps(data)


def _known_types(schema):
    """The schemas' own two types of text, as JSON Schema knows them."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), list):
            named = [
                one for one in schema["type"] if isinstance(one, str) and one not in {"date", "datetime"}
            ]
            shaped = [one for one in schema["type"] if isinstance(one, dict)]
            rest = {name: _known_types(value) for name, value in schema.items() if name != "type"}
            return {**rest, "anyOf": [*({"type": one} for one in named), *shaped]}
        return {name: _known_types(value) for name, value in schema.items()}
    return [_known_types(one) for one in schema] if isinstance(schema, list) else schema


def test_pages_ask_the_same_number_of_questions_however_many_meetings(
    client, body, django_assert_max_num_queries
):
    for number in range(1, 12):
        starts_at = HELD + timedelta(days=number)
        noticed(body, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1))
    with django_assert_max_num_queries(16):
        client.get(LIST)
