"""The live page: who may run a meeting, what its forms do, and that nothing typed is lost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.meetings import AgendaItemFactory, BodyMemberFactory
from tests.partnerships.meetings.running import a_room

from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.meetings.models import AttendanceEvent, Motion, MotionState, RecordNote

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def room(db):
    made = a_room()
    with time_machine.travel(made.now + timedelta(hours=2), tick=False):
        yield made


@pytest.fixture
def address(room, client, coordinator):
    client.force_login(coordinator)
    return reverse("meetings:live", args=[room.meeting.public_id])


def send(client, address, verb, **said):
    prefix = "votes" if verb == "count" else verb
    data = {f"{prefix}-{name}": value for name, value in said.items()}
    return client.post(address, {"do": verb, **data})


def test_meeting_is_called_to_order_and_a_motion_decided(client, room, address):
    ids = [seat.public_id for seat in room.seats]
    send(client, address, "open", presiding=ids[0], present=ids[:3], remote=ids[3:4], key="o")
    room.meeting.refresh_from_db()
    assert (room.meeting.state, AttendanceEvent.objects.filter(is_remote=True).count()) == ("open", 1)
    send(client, address, "take", item=room.item(1).public_id)
    send(client, address, "move", kind="main", text="Begin.", mover=ids[0], seconder=ids[1], key="m")
    motion = Motion.objects.get()
    assert (motion.state, motion.item) == (MotionState.SECONDED, room.item(1))
    send(client, address, "roll", motion=motion.public_id)
    votes = {f"vote_{seat.pk}": "yea" for seat in room.seats[:4]}
    answer = send(client, address, "count", motion=motion.public_id, **votes)
    assert answer.status_code == 302
    motion.refresh_from_db()
    assert (motion.state, motion.votes.count()) == (MotionState.PASSED, 5)


def test_repeated_click_happens_once(client, room, address):
    room.open()
    for _twice in range(2):
        send(client, address, "note", text="One", key="same")
        send(client, address, "action", what="Ask", who=room.seats[0].public_id, key="same")
        send(
            client,
            address,
            "move",
            kind="main",
            text="Begin.",
            mover=room.seats[0].public_id,
            key="same",
        )
    assert (RecordNote.objects.count(), Motion.objects.count()) == (1, 1)
    assert Commitment.objects.filter(key__startswith="meetings:action:").count() == 1


def test_refused_form_keeps_what_was_typed_and_cites_the_rule(client, room, address):
    room.open(0, 1)
    seats = [seat.public_id for seat in room.seats]
    answer = send(client, address, "move", kind="main", text="Begin the pilot.", mover=seats[0], key="m")
    form = answer.context["forms"]["move"]
    assert (form["text"].value(), form["mover"].value()) == ("Begin the pilot.", seats[0])
    assert "rule of the body" in form.errors["mover"][0]
    answer = send(client, address, "note", text="", key="n")
    assert answer.context["refused_verb"] == "note"


def test_vote_of_somebody_who_left_meanwhile_is_refused_by_name(client, room, address):
    room.open()
    motion = room.move()
    send(client, address, "roll", motion=motion.public_id)
    room.attend("leave", 4)
    said = {f"vote_{room.seats[4].pk}": "yea", f"vote_{room.seats[0].pk}": "nay"}
    answer = send(client, address, "votes", motion=motion.public_id, **said)
    form = answer.context["forms"]["votes"]
    assert "is not present" in form.errors[f"vote_{room.seats[4].pk}"][0]
    assert form[f"vote_{room.seats[0].pk}"].value() == "nay"
    assert motion.votes.count() == 0


def test_fragment_is_the_part_alone_and_tells_of_what_others_recorded(client, room, address):
    room.open()
    seen = client.get(address).context["seen"]
    same = client.get(address, {"part": "floor", "seen": seen}, headers=FRAGMENT)
    assert b"<html" not in same.content
    assert b"Somebody else has recorded" not in same.content
    room.move()
    later = client.get(address, {"part": "floor", "seen": seen}, headers=FRAGMENT)
    assert b"Somebody else has recorded" in later.content
    assert b"Begin the pilot." in later.content


def test_note_of_a_closed_session_is_read_by_those_who_sit_on_the_body(client, room, address):
    room.open()
    room.take(4)
    room.vote(room.move("", kind="close-session", grounds=["610.021(12)"]), "yyyyy")
    send(client, address, "note", text="The second bid is lower.", item=room.item(4).public_id, key="n")
    assert RecordNote.objects.get().is_closed
    page = reverse("meetings:minutes", args=[room.meeting.public_id])
    assert "second bid" in client.get(page).content.decode()
    client.force_login(person_with("auditor"))
    assert "second bid" not in client.get(page).content.decode()
    screen = client.get(reverse("meetings:screen", args=[room.meeting.public_id])).content.decode()
    assert "closed to the public" in screen


def test_member_without_an_office_reads_the_screen_and_does_not_record(client, room, address, clerk):
    client.force_login(clerk)
    assert client.get(address).status_code == 404
    assert client.get(reverse("meetings:screen", args=[room.meeting.public_id])).status_code == 200
    seat = BodyMemberFactory.create(body=room.meeting.body, user=clerk, name="", office="secretary")
    assert client.get(address).status_code == 200
    seat.delete()


def test_informal_meeting_is_notes_and_actions(client, coordinator, now):
    room = a_room(informal=True)
    client.force_login(coordinator)
    page = reverse("meetings:live", args=[room.meeting.public_id])
    with time_machine.travel(room.now, tick=False):
        send(client, page, "begin", key="b")
        send(client, page, "note", text="We compared workshops.", key="n")
        shown = client.get(page).content.decode()
        assert "We compared workshops." in shown
        assert "Quorum" not in shown
        assert "Record a motion" not in shown
        notes = client.get(reverse("meetings:minutes", args=[room.meeting.public_id])).content.decode()
        assert "We compared workshops." in notes


def test_next_meeting_shows_what_is_still_open(client, coordinator, room, address):
    room.open()
    send(client, address, "action", what="Compare workshops", who=room.seats[2].public_id, key="a")
    later = a_room(body=room.meeting.body, members=0)
    later.meeting.starts_at += timedelta(days=30)
    later.meeting.ends_at += timedelta(days=30)
    later.meeting.save()
    page = reverse("meetings:detail", args=[later.meeting.public_id])
    assert [one.title for one in client.get(page).context["earlier"]] == ["Compare workshops"]
    Commitment.objects.filter(title="Compare workshops").update(
        outcome="done", closed_at=room.now, done_on=room.now.date()
    )
    assert list(client.get(page).context["earlier"]) == []


def cost(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_live_page_of_119_members_and_200_items_costs_what_one_of_few_costs(client, room, address):
    room.open()
    room.take(1)
    motion = room.vote(room.move(), "yyyyy")
    assert motion.state == MotionState.PASSED
    pages = [
        address,
        reverse("meetings:screen", args=[room.meeting.public_id]),
        reverse("meetings:minutes", args=[room.meeting.public_id]),
    ]
    before = [cost(client, page) for page in pages]
    room.seats += BodyMemberFactory.create_batch(114, body=room.meeting.body)
    AgendaItemFactory.create_batch(195, meeting=room.meeting)
    room.attend("arrive", *range(5, 119))
    room.vote(room.move("Again."), "y" * 119)
    room.move("A third.")
    assert [cost(client, page) for page in pages] == before
