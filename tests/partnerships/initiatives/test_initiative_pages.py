"""Pages of initiatives: every part of one, what they cost, who from outside sees what."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import initiatives as made
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import NOW, JurisdictionFactory

from interlocal.kernel import clock
from interlocal.partnerships.initiatives import actions
from interlocal.partnerships.initiatives.actions.gates import Ruling
from interlocal.partnerships.initiatives.models import Decision, Initiative, MonthGiven
from interlocal.partnerships.jurisdictions.public import Source

pytestmark = pytest.mark.django_db
SOURCE = Source(source_title="Budget book")


def url(name, *args):
    return reverse(f"initiatives:{name}", args=args)


def filled(title="Shared fleet repair"):
    """An initiative with something in each of its parts."""
    group = made.PainGroupFactory.create()
    made.PainPointFactory.create_batch(2, group=group)
    row = made.InitiativeFactory.create(title=title, group=group)
    common = {"by": None, "initiative": row, "now": NOW}
    actions.show_pressure(
        title="Fleet budget", unit="dollars", figures="2024: 100\n2025: 80", source=SOURCE, **common
    )
    made.ExpectationFactory.create(initiative=row)
    actions.compare_practice(name="Regional garage", differs="It owns its hall.", source=SOURCE, **common)
    actions.give_support(what="Training", given_by=None, starts_on=row.stage_since, ends_on=None, **common)
    actions.name_risk(title="Nobody comes", likelihood=2, impact=3, response="Ask", owner=None, **common)
    made.DocumentFactory.create(initiative=row)
    made.StanceFactory.create(initiative=row)
    made.GuestFactory.create(initiative=row)
    assignment = made.AssignmentFactory.create(initiative=row)
    MonthGiven.objects.create(assignment=assignment, month_on="2026-02-01", hours=Decimal(5), created_at=NOW)
    actions.record_decision(
        title="Go on",
        ruling=Ruling(decided_by="Steering group", decided_on=row.stage_since, reason="It hurts."),
        **common,
    )
    return row


@pytest.fixture
def coordinator(client):
    person = person_with("coordinator")
    client.force_login(person)
    return person


@pytest.mark.parametrize("view", ["board", "table", "calendar"])
def test_every_view_of_the_list_costs_the_same_with_one_and_three_rows(client, coordinator, view):
    costs = {}
    for rows in (1, 3):
        while Initiative.objects.count() < rows:
            filled(f"Initiative {Initiative.objects.count()}")
        client.get(url("list"), {"view": view})
        with CaptureQueriesContext(connection) as counted:
            page = client.get(url("list"), {"view": view}).content.decode()
        costs[rows] = len(counted)
        assert "Initiative 0" in page

    assert costs[1] == costs[3]


def test_calendar_begins_with_this_month_and_goes_back_from_the_last(client, coordinator):
    row = filled()
    today = clock.today()
    days = {
        "Next": today + timedelta(days=40),
        "Last": today - timedelta(days=40),
        "Older": today - timedelta(days=90),
    }
    for name, day in days.items():
        made.StanceFactory.create(initiative=row, jurisdiction__name=f"{name} city", starts_on=day)

    page = client.get(url("list"), {"view": "calendar"}).content.decode()

    places = [page.index(f"{name} city") for name in days]
    assert places == sorted(places)


@pytest.mark.parametrize("show", ["", "case", "people", "risks"])
def test_every_part_of_an_initiative_opens(client, coordinator, show):
    row = filled()

    answer = client.get(url("initiative", row.public_id), {"show": show})

    assert answer.status_code == 200


def test_a_part_that_does_not_exist_is_not_there(client, coordinator):
    assert client.get(url("initiative", filled().public_id), {"show": "gossip"}).status_code == 404


def test_guest_sees_the_initiative_that_they_explore_and_no_other(client):
    row, other = filled("Open to them"), filled("Not open to them")
    city = JurisdictionFactory.create()
    made.GuestFactory.create(initiative=row, jurisdiction=city)
    client.force_login(person_with("explorer", city.public_id))

    listed = client.get(url("list")).content.decode()

    assert ("Open to them" in listed, "Not open to them" in listed) == (True, False)
    assert client.get(url("initiative", row.public_id), {"show": "people"}).status_code == 200
    assert client.get(url("initiative", other.public_id)).status_code == 404
    assert client.get(url("pain-points")).status_code == 404


def test_guest_sees_nothing_once_it_has_ended(client):
    city = JurisdictionFactory.create()
    guest = made.GuestFactory.create(jurisdiction=city, ended_at=NOW)
    client.force_login(person_with("explorer", city.public_id))

    assert client.get(url("initiative", guest.initiative.public_id)).status_code == 404
    listed = client.get(url("list")).content.decode()
    assert "No initiative is open to you now" in listed
    assert url("pain-points") not in listed


def test_gate_page_keeps_what_was_typed_when_a_need_is_missing(client, coordinator):
    row = made.InitiativeFactory.create()

    page = client.post(
        url("pass-gate", row.public_id),
        {"decided_by": "Steering group", "decided_on": "2026-03-10", "reason": "It is time.", "meeting": ""},
    ).content.decode()

    assert "Still missing: Two cities or more state the pain point." in page
    assert "It is time." in page
    assert Decision.objects.count() == 0


def test_pages_of_pain_points_cost_the_same_with_one_and_three_groups(client, coordinator):
    costs = {}
    for groups in (1, 3):
        while made.models.PainGroup.objects.count() < groups:
            made.PainPointFactory.create_batch(2, group=made.PainGroupFactory.create())
            made.PainPointFactory.create_batch(2)
        client.get(url("pain-points"))
        with CaptureQueriesContext(connection) as counted:
            client.get(url("pain-points"))
        costs[groups] = len(counted)

    assert costs[1] == costs[3]


def test_pipeline_is_edited_by_buttons_and_published(client, coordinator):
    client.post(url("draft-pipeline"))
    form = client.get(url("edit-pipeline")).context["rows"].forms
    typed = {"count": len(form), "note": "Shorter"}
    for number, row in enumerate(form, start=1):
        initial = row.initial
        typed |= {f"stage-{number}-{name}": initial[name] for name in ("key", "title", "decides", "checks")}
        typed[f"stage-{number}-by_hand"] = initial["by_hand"]

    client.post(url("edit-pipeline"), typed | {"press": "remove-5"})
    draft = made.models.PipelineVersion.objects.get()
    assert [row["key"] for row in draft.stages] == [
        "idea",
        "explore",
        "study",
        "decide",
        "run",
        "review",
        "ended",
    ]
    assert client.get(url("pipeline")).status_code == 200


def test_board_offers_a_gate_only_to_whom_it_opens(client):
    city = JurisdictionFactory.create()
    joins = made.StanceFactory.create(jurisdiction=city).initiative
    made.InitiativeFactory.create(stage_key="explore")
    client.force_login(person_with("city-manager", city.public_id))

    page = client.get(url("list")).content.decode()

    assert page.count("/gate/") == 1
    assert url("pass-gate", joins.public_id) in page
