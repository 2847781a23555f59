"""The pages: who sees what, what they cost, and that forms keep what was typed."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.files import stored_file
from tests.factories.meetings import (
    NOW,
    AgendaItemFactory,
    AgendaProposalFactory,
    BodyFactory,
    BodyMemberFactory,
    ItemDocumentFactory,
    MeetingFactory,
    NoticeFactory,
)

from interlocal.partnerships.meetings.models import AgendaItem, AgendaProposal, Body, Meeting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def cost(client, address):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address)
        b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["list", "bodies", "month", "export"])
def test_list_costs_the_same_with_one_and_three_rows(client, coordinator, name):
    client.force_login(coordinator)
    costs = {}
    for rows in (1, 3):
        while Meeting.objects.count() < rows:
            meeting = MeetingFactory.create()
            AgendaItemFactory.create(meeting=meeting)
            AgendaProposalFactory.create(body=meeting.body)
        costs[rows] = cost(client, url(name))
    assert costs[1] == costs[3]


def test_meeting_of_119_members_and_200_items_costs_what_one_of_one_costs(client, coordinator, meeting):
    client.force_login(coordinator)
    costs = []
    for members, items in ((1, 1), (119, 200)):
        BodyMemberFactory.create_batch(members - meeting.body.members.count(), body=meeting.body)
        AgendaItemFactory.create_batch(items - meeting.items.count(), meeting=meeting)
        costs.append(
            [
                cost(client, url("detail", meeting.public_id)),
                cost(client, url("body", meeting.body.public_id)),
            ]
        )
    assert costs[0] == costs[1]


def test_list_says_what_needs_those_who_arrange(client, coordinator, meeting):
    AgendaItemFactory.create(meeting=meeting)
    client.force_login(coordinator)
    needs = client.get(url("list")).context["needs"]
    assert [(need.meeting, need.what, need.is_late) for need in needs.meetings] == [
        (meeting, "notice", False)
    ]


def test_secretary_arranges_by_office_and_a_member_does_not(client, clerk, meeting):
    client.force_login(clerk)
    address = url("add-item", meeting.public_id)
    seat = BodyMemberFactory.create(body=meeting.body, user=clerk, name="")
    assert client.get(address).status_code == 404
    seat.office = "secretary"
    seat.save()
    assert client.get(address).status_code == 200


def test_item_moves_by_its_buttons(client, coordinator, meeting):
    first, second = (AgendaItemFactory.create(meeting=meeting, position=place) for place in (1, 2))
    client.force_login(coordinator)
    client.post(url("move-item", meeting.public_id, second.public_id), {"to": "1"})
    assert list(AgendaItem.objects.filter(meeting=meeting)) == [second, first]


def test_what_was_left_over_goes_on_as_it_is_ticked(client, coordinator, meeting):
    client.force_login(coordinator)
    before = timedelta(days=30)
    earlier = MeetingFactory.create(
        body=meeting.body,
        adjourned=True,
        starts_at=meeting.starts_at - before,
        ends_at=meeting.ends_at - before,
    )
    first, second = AgendaItemFactory.create_batch(2, meeting=earlier, state="postponed")
    page = url("carry-over", meeting.public_id)

    told = client.post(page, {"items": [second.public_id, "elsewhere"]}, follow=True).content.decode()

    assert "1 item goes on at this meeting." in told
    assert f'value="{first.public_id}"' in told
    assert f'value="{second.public_id}"' not in told
    assert [item.carried_from for item in meeting.items.all()] == [second]
    assert "Tick what is to go on" in client.post(page, follow=True).content.decode()


def test_refused_item_keeps_what_was_typed(client, coordinator, meeting):
    client.force_login(coordinator)
    answer = client.post(url("add-item", meeting.public_id), {"title": "Bids", "kind": "closed"})
    assert answer.context["form"]["title"].value() == "Bids"
    assert list(answer.context["form"].errors) == ["grounds"]


def test_person_of_a_city_proposes_and_the_coordinator_answers(client, coordinator, clerk, city, meeting):
    client.force_login(clerk)
    said = {"title": "Fleet repair", "jurisdiction": city.pk, "wanted_at": meeting.pk}
    client.post(url("propose", meeting.body.public_id), said)
    proposal = AgendaProposal.objects.get()
    assert (proposal.proposed_by, proposal.jurisdiction, proposal.wanted_at) == (clerk, city, meeting)
    client.force_login(coordinator)
    address = url("take-proposal", meeting.body.public_id, proposal.public_id)
    client.post(address, {"meeting": meeting.pk, "kind": "consent"})
    assert [(item.title, item.kind) for item in meeting.items.all()] == [("Fleet repair", "consent")]


def test_nobody_proposes_for_another_city(client, clerk, meeting):
    other = BodyMemberFactory.create(body=meeting.body).jurisdiction
    client.force_login(clerk)
    answer = client.post(
        url("propose", meeting.body.public_id), {"title": "Fleet repair", "jurisdiction": other.pk}
    )
    assert list(answer.context["form"].errors) == ["jurisdiction"]


def test_paper_of_a_closed_session_is_for_those_who_sit_on_the_body(client, clerk, meeting):
    item = AgendaItemFactory.create(meeting=meeting, kind="closed", grounds=["610.021(1)"])
    paper = ItemDocumentFactory.create(item=item, file=stored_file())
    client.force_login(clerk)
    address = url("paper", meeting.public_id, item.public_id, paper.public_id)
    assert client.get(address).status_code == 404
    BodyMemberFactory.create(body=meeting.body, user=clerk, name="")
    answer = client.get(address)
    answer.close()
    assert answer.status_code == 200


def test_posting_page_takes_the_hour_of_the_place_where_the_body_meets(client, coordinator, meeting):
    AgendaItemFactory.create(meeting=meeting)
    client.force_login(coordinator)
    said = {"posted_on": "2026-03-10", "posted_time": "09:00", "place": "Main door"}
    client.post(url("post-notice", meeting.public_id), said)
    # Nine in the morning of Central Daylight Time is 14:00 UTC.
    assert meeting.notices.get().posted_at == NOW - timedelta(hours=1)


def test_notice_shows_what_it_said(client, coordinator, meeting):
    NoticeFactory.create(
        meeting=meeting,
        says={
            "title": "As posted",
            "body": "B",
            "items": [],
            "place": "Hall",
            "starts_at": "2026-03-19T09:00:00-05:00",
            "time_zone": "America/Chicago",
            "how_to_observe": "",
        },
    )
    client.force_login(coordinator)
    answer = client.get(url("notice", meeting.public_id, 1))
    assert "As posted" in answer.content.decode()


def test_informal_body_needs_its_name_alone(client, coordinator):
    client.force_login(coordinator)
    said = {
        "name": "Fleet managers",
        "kind": "working-group",
        "public_status": "closed",
        "quorum_kind": "majority",
        "voting_kind": "jurisdiction",
        "tie_rule": "fails",
        "notice_hours": "24",
        "time_zone": "America/Chicago",
    }
    client.post(url("add-body"), said)
    body = Body.objects.get()
    assert (body.name, body.is_formal) == ("Fleet managers", False)
    meeting = MeetingFactory.create(body=body)
    assert client.get(url("detail", meeting.public_id)).context["standing"] is None
    assert list(client.get(url("add-item", meeting.public_id)).context["form"].fields) == [
        "title",
        "detail",
        "minutes_planned",
        "presenter",
    ]


def test_formal_body_is_closed_by_a_ruling_only(client, coordinator, body):
    client.force_login(coordinator)
    form = client.get(url("change-body", body.public_id)).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {
        "public_status": "closed",
        "is_formal": "on",
    }
    answer = client.post(url("change-body", body.public_id), said)
    assert list(answer.context["form"].errors) == ["ruling"]


def test_export_has_the_meetings_of_the_list(client, coordinator, meeting):
    MeetingFactory.create(adjourned=True, starts_at=NOW - timedelta(days=30))
    client.force_login(coordinator)
    rows = list(csv.DictReader(io.StringIO(client.get(url("export")).getvalue().decode("utf-8-sig"))))
    assert [(row["Meeting"], row["Number"]) for row in rows] == [(meeting.title, meeting.public_id)]


@pytest.mark.parametrize(("wanted", "first"), [("2026-02", "2026-02-01"), ("nonsense", "2026-03-01")])
def test_month_is_the_one_asked_for_or_this_one(client, wanted, first):
    client.force_login(person_with("auditor"))
    shown = client.get(url("month"), {"month": wanted}).context["month"]
    assert shown.first.isoformat() == first


def test_month_shows_a_meeting_on_its_day(client, meeting):
    client.force_login(person_with("auditor"))
    weeks = client.get(url("month"), {"month": "2026-03"}).context["month"].weeks
    assert [(day.isoformat(), list(rows)) for week in weeks for day, rows in week if rows] == [
        ("2026-03-19", [meeting])
    ]


def test_a_body_without_anything_says_what_to_do_first(client, coordinator):
    client.force_login(coordinator)
    assert "Begin with a body" in client.get(url("list")).content.decode()
    BodyFactory.create()
    assert "Choose a body" in client.get(url("list")).content.decode()


def test_holidays_of_a_year_are_taken_from_a_list_as_they_are_ticked(client, coordinator, body):
    building = body.facility
    client.force_login(coordinator)
    page = url("take-holidays", building.public_id)
    offered = client.get(page, {"list": "federal", "year": "2026"}).content.decode()
    assert "Thu, Nov 26, 2026: Thanksgiving Day" in offered

    client.post(f"{page}?list=federal&year=2026", {"days": ["2026-11-26", "2026-12-25"]})

    days = building.closures.order_by("on").values_list("on", "name", "source_title")
    assert [(f"{on}", name, source) for on, name, source in days] == [
        ("2026-11-26", "Thanksgiving Day", "Federal holidays, 5 U.S.C. 6103"),
        ("2026-12-25", "Christmas Day", "Federal holidays, 5 U.S.C. 6103"),
    ]
    again = client.get(page, {"list": "federal", "year": "2026"}).content.decode()
    assert "Thanksgiving" not in again
    assert "Veterans Day" in again


@pytest.mark.parametrize("asked", [{"list": "lunar"}, {"year": "26"}, {"year": "next"}])
def test_holidays_that_no_list_has_are_asked_for_again(client, coordinator, body, asked):
    client.force_login(coordinator)
    answer = client.get(url("take-holidays", body.facility.public_id), asked)
    assert answer.status_code == 200
    assert "usa-error-message" in answer.content.decode()


def test_day_that_the_list_does_not_have_is_not_recorded(client, coordinator, body):
    client.force_login(coordinator)
    page = f"{url('take-holidays', body.facility.public_id)}?list=federal&year=2026"
    answer = client.post(page, {"days": ["2026-11-27"]})
    assert answer.status_code == 200
    assert not body.facility.closures.exists()
    assert "Tick the days" in client.post(page, {"sent": "1"}).content.decode()
