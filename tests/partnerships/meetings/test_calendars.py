"""Meetings in people's calendars: sent once each, applied by the rule of RFC 5546, answered, and fetched."""

import re
from datetime import date, timedelta
from email import message_from_string

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from icalendar import Calendar
from tests.conftest import IS_FULL
from tests.factories.accounts import UserFactory, person_with
from tests.factories.meetings import NOW, BodyFactory, BodyMemberFactory, MeetingFactory
from tests.partnerships.meetings.calendars.itip import Mailbox

from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.notices.models import Notice
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.models import CalendarFeed, CalendarMessage, ReplyStanding

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def seat(body, **facts):
    return BodyMemberFactory.create(body=body, with_account=True, **facts)


def scheduled(body, now=NOW, **facts):
    starts_at = now + timedelta(days=9)
    said = {"title": "Regular", "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    return actions.schedule_meeting(by=None, body=body, facts={**said, "place": "Hall", **facts}, now=now)


def sent():
    rows = CalendarMessage.objects.order_by("pk")
    return [(row.address, row.method, row.sequence, row.stay) for row in rows]


def calendars_of(person):
    """What the person was mailed, oldest first."""
    rows = Notice.objects.filter(recipient=person).exclude(calendar="").order_by("pk")
    return [row.calendar.encode() for row in rows]


def applied(person):
    mailbox = Mailbox(person.email)
    for message in calendars_of(person):
        mailbox.receive(message)
    return mailbox.shown


def reply_to(meeting, address, *, answer="ACCEPTED", sequence=None, at=LATER, uid=None):
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A calendar//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid or meeting.calendar_uid}\r\n"
        f"SEQUENCE:{meeting.calendar_sequence if sequence is None else sequence}\r\n"
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}\r\nATTENDEE;PARTSTAT={answer}:mailto:{address}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def bring(meeting, address, **said):
    return actions.bring_reply(by=None, meeting=meeting, data=reply_to(meeting, address, **said), now=LATER)


def test_meeting_goes_to_members_and_substitutes_with_an_address(body):
    member = seat(body)
    substitute = seat(body, substitute_for=member)
    BodyMemberFactory.create(body=body)
    seat(body, ends_on=date(2026, 3, 18))
    seat(BodyFactory.create())
    meeting = scheduled(body)
    run_due(now=NOW)
    assert sent() == [(person.user.email, "REQUEST", 0, 0) for person in (member, substitute)]
    assert applied(member.user) == {meeting.calendar_uid: meeting.starts_at}


def test_mail_carries_the_request(body):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    (message,) = mail.outbox
    (part,) = [
        part
        for part in message_from_string(message.message().as_string()).walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert part.get_param("method") == "REQUEST"
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    assert (event["UID"], event["ATTENDEE"]) == (meeting.calendar_uid, f"mailto:{member.user.email}")
    assert message.subject == "Meeting: Regular"
    assert "Thu, Mar 19, 2026, 10:00 a.m. CDT" in message.body


def test_change_reaches_calendars_once_and_keeps_the_uid(body):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    moved = {
        "starts_at": meeting.starts_at + timedelta(days=1),
        "ends_at": meeting.ends_at + timedelta(days=1),
    }
    actions.change_meeting(by=None, meeting=meeting, facts=moved, now=LATER)
    actions.change_meeting(by=None, meeting=meeting, facts=moved, now=LATER)
    for _again in range(2):
        run_due(now=LATER)
        actions.bring_calendars_up_to_date(meeting=meeting, now=LATER)
    assert [row[1:] for row in sent()] == [("REQUEST", 0, 0), ("REQUEST", 1, 0)]
    assert applied(member.user) == {meeting.calendar_uid: moved["starts_at"]}


def test_cancellation_takes_the_meeting_out(body):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    actions.cancel_meeting(by=None, meeting=meeting, reason="No quorum", now=LATER)
    run_due(now=LATER)
    assert [row[1:] for row in sent()] == [("REQUEST", 0, 0), ("CANCEL", 1, 0)]
    assert applied(member.user) == {}
    assert "No quorum" in mail.outbox[-1].body


def test_meeting_cancelled_before_anybody_was_told_is_told_to_nobody(body):
    seat(body)
    meeting = scheduled(body)
    actions.cancel_meeting(by=None, meeting=meeting, reason="No quorum", now=NOW)
    run_due(now=NOW)
    assert sent() == []


def test_who_leaves_loses_the_meetings_after_that_day_only(body):
    member = seat(body)
    later = NOW + timedelta(days=28)
    first = scheduled(body)
    second = scheduled(body, starts_at=later, ends_at=later + timedelta(hours=1))
    run_due(now=NOW)
    assert set(applied(member.user)) == {first.calendar_uid, second.calendar_uid}
    actions.end_seat(by=None, seat=member, ends_on=date(2026, 4, 1), now=NOW)
    run_due(now=NOW)
    assert set(applied(member.user)) == {first.calendar_uid}


def test_who_comes_gets_the_meetings_ahead_and_who_comes_back_gets_them_again(body):
    meeting = scheduled(body)
    person = UserFactory.create()
    facts = {"user": person, "starts_on": date(2026, 3, 1)}
    came = actions.seat_member(by=None, body=body, facts=facts, now=NOW)
    run_due(now=NOW)
    actions.end_seat(by=None, seat=came, ends_on=date(2026, 3, 11), now=NOW)
    run_due(now=NOW)
    assert applied(person) == {}
    back = {"user": person, "starts_on": date(2026, 3, 12)}
    actions.seat_member(by=None, body=body, facts=back, now=NOW)
    run_due(now=NOW)
    assert [row[1:] for row in sent()] == [("REQUEST", 0, 0), ("CANCEL", 0, 0), ("REQUEST", 0, 1)]
    assert applied(person) == {meeting.calendar_uid: meeting.starts_at}


def test_nothing_is_sent_for_work_rolled_back(body):
    seat(body)
    with transaction.atomic():
        scheduled(body)
        transaction.set_rollback(True)
    run_due(now=NOW)
    assert sent() == []
    assert mail.outbox == []


def test_suspended_person_is_not_asked(body):
    seat(body, user=UserFactory.create(is_active=False, suspended_at=NOW))
    scheduled(body)
    run_due(now=NOW)
    assert sent() == []


def test_meeting_that_is_over_is_sent_to_nobody(body):
    seat(body)
    meeting = MeetingFactory.create(body=body, adjourned=True)
    assert actions.bring_calendars_up_to_date(meeting=meeting, now=NOW) == 0


STEPS = ("move", "rename", "leave", "come", "send", "cancel")


def moved(meeting):
    return {name: getattr(meeting, name) + timedelta(hours=1) for name in ("starts_at", "ends_at")}


class TestWhateverHappens(TestCase):
    """Steps in any order; the calendar that applies the mails shows what the records say."""

    @settings(max_examples=30 if IS_FULL else 10, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from([0, 1, 3600])), max_size=9))
    def test_calendar_shows_what_the_records_say(self, steps):
        body, person = BodyFactory.create(), UserFactory.create()
        self.seats = 0
        held = self.sit(body, person, NOW)
        meeting, now = scheduled(body), NOW
        for step, seconds in [*steps, ("send", 1)]:
            now += timedelta(seconds=seconds)
            is_on = meeting.cancelled_at is None
            if step == "send":
                run_due(now=now)
            elif step == "leave" and held:
                actions.end_seat(by=None, seat=held, ends_on=held.starts_on, now=now)
                held = None
            elif step == "come" and not held:
                held = self.sit(body, person, now)
            elif step == "cancel" and is_on:
                meeting = actions.cancel_meeting(by=None, meeting=meeting, reason="Off", now=now)
            elif step in {"move", "rename"} and is_on:
                facts = moved(meeting) if step == "move" else {"title": f"{meeting.title}x"}
                meeting = actions.change_meeting(by=None, meeting=meeting, facts=facts, now=now)
        is_asked = held and meeting.cancelled_at is None
        assert applied(person) == ({meeting.calendar_uid: meeting.starts_at} if is_asked else {})

    def sit(self, body, person, now):
        """Give the person a seat from a day on which they have none yet."""
        self.seats += 1
        starts_on = date(2026, 1, self.seats)
        return actions.seat_member(
            by=None, body=body, facts={"user": person, "starts_on": starts_on}, now=now
        )


def test_answer_shows_who_comes(body):
    member, other = seat(body), seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    bring(meeting, member.user.email)
    answers = queries.answers_to(meeting)
    assert answers.accepted == 1
    assert {one.seat: one.answer and one.answer.answer for one in answers.expected} == {
        member: "ACCEPTED",
        other: None,
    }


def test_answers_out_of_order_are_kept_flagged_and_change_nothing(body):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    bring(meeting, member.user.email, answer="DECLINED", at=LATER + timedelta(minutes=5))
    late = bring(meeting, member.user.email, answer="ACCEPTED", at=LATER)
    assert late.standing == ReplyStanding.OUT_OF_ORDER
    answers = queries.answers_to(meeting)
    assert [one.answer.answer for one in answers.expected] == ["DECLINED"]
    assert list(answers.flagged) == [late]


def test_answer_to_an_earlier_version_is_flagged_and_one_from_a_stranger(body):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    accepted = bring(meeting, member.user.email)
    meeting = actions.change_meeting(by=None, meeting=meeting, facts={"place": "Library"}, now=LATER)
    run_due(now=LATER)
    assert [(one.answer, one.before) for one in queries.answers_to(meeting).expected] == [(None, accepted)]
    old = bring(meeting, member.user.email, sequence=0, at=LATER + timedelta(minutes=1))
    stranger = bring(meeting, "stranger@example.org")
    assert (old.standing, stranger.standing) == (ReplyStanding.OLDER_VERSION, ReplyStanding.STRANGER)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"uid": "other@interlocal"}, "another meeting"),
        ({"sequence": 4}, "answers version 4"),
        ({"answer": "X-MAYBE"}, "X-MAYBE"),
    ],
)
def test_what_answers_nothing_sent_is_refused(body, said, words):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    with pytest.raises(Refusal, match=words):
        bring(meeting, member.user.email, **said)
    assert not meeting.calendar_replies.exists()


def test_same_answer_twice_is_refused(body):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    bring(meeting, member.user.email)
    with pytest.raises(Refusal, match="on record"):
        bring(meeting, member.user.email)


def test_whole_mail_is_taken_as_well_as_its_file(body, client, coordinator):
    member = seat(body)
    meeting = scheduled(body)
    run_due(now=NOW)
    client.force_login(coordinator)
    reply = reply_to(meeting, member.user.email).decode()
    letter = (
        "From: a@example.org\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYes\r\n"
        f"--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n{reply}\r\n--b--\r\n"
    )
    response = client.post(f"/meetings/{meeting.public_id}/answers/add/", {"pasted": letter})
    assert response.status_code == 302
    assert queries.answers_to(meeting).accepted == 1


def test_refused_answer_keeps_what_was_typed(meeting, client, coordinator):
    client.force_login(coordinator)
    page = client.post(f"/meetings/{meeting.public_id}/answers/add/", {"pasted": "Yes, I come"})
    assert page.status_code == 200
    assert "Yes, I come" in page.content.decode()
    assert "not a calendar file" in page.content.decode()


@pytest.fixture
def today():
    with time_machine.travel(NOW, tick=False):
        yield NOW


def feed_address(client, **said):
    page = client.post("/meetings/calendars/", said)
    return re.search(r"/meetings/calendar/[\w-]{43}\.ics", page.content.decode())[0]


def test_feed_is_fetched_without_signing_in_and_only_its_digest_is_kept(body, client, coordinator, today):
    meeting = scheduled(body)
    client.force_login(coordinator)
    address = feed_address(client, body=body.public_id)
    token = address.split("/")[-1].removesuffix(".ics")
    client.logout()
    answer = client.get(address)
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event["UID"], answer["Content-Type"]) == (meeting.calendar_uid, "text/calendar; charset=utf-8")
    assert "ATTENDEE" not in event
    stored = CalendarFeed.objects.values_list().get()
    assert token not in repr(stored)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_personal_feed_shows_the_bodies_on_which_one_sits(body, client, today):
    person = person_with("coordinator")
    seat(body, user=person)
    own, _other = scheduled(body), scheduled(BodyFactory.create())
    client.force_login(person)
    answer = client.get(feed_address(client))
    assert [event["UID"] for event in Calendar.from_ical(answer.content).walk("VEVENT")] == [own.calendar_uid]


def test_revoked_replaced_and_guessed_addresses_lead_nowhere(body, client, coordinator):
    client.force_login(coordinator)
    first = feed_address(client, body=body.public_id)
    second = feed_address(client, body=body.public_id)
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    feed = CalendarFeed.objects.get(ended_at=None)
    client.post(f"/meetings/calendars/{feed.public_id}/end/")
    assert client.get(second).status_code == 404
    assert client.get(f"/meetings/calendar/{'x' * 43}.ics").status_code == 404


def test_feed_ends_with_the_right_to_read(body, client):
    person = person_with("coordinator")
    client.force_login(person)
    address = feed_address(client, body=body.public_id)
    scheduled(body)
    person.is_active, person.suspended_at = False, NOW
    person.save()
    assert client.get(address).status_code == 404


def test_address_of_a_feed_is_in_no_log(body, client, coordinator, caplog, capsys):
    client.force_login(coordinator)
    address = feed_address(client, body=body.public_id)
    token = address.split("/")[-1].removesuffix(".ics")
    with caplog.at_level("DEBUG"):
        client.get(address)
        client.get(address + "x")
    captured = capsys.readouterr()
    logged = [getattr(record, "fields", {}).get("route") for record in caplog.records]
    assert "meetings/calendar/<str:token>.ics" in logged
    assert token not in captured.out + captured.err


def test_feed_of_somebody_else_cannot_be_revoked(body, client, coordinator):
    feed, _token = actions.make_feed(by=UserFactory.create(), body=body, now=NOW)
    client.force_login(coordinator)
    assert client.post(f"/meetings/calendars/{feed.public_id}/end/").status_code == 404
