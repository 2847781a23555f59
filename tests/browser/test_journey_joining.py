"""A sixth city joins through its steps, and another gives notice to leave."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.browser.acting import sign_in, sign_out
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.agreements import NoticeRuleFactory, agreement_of
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.partnerships.agreements.models import PartyChange
from interlocal.partnerships.jurisdictions.public import members

pytestmark = pytest.mark.django_db(transaction=True)
CITIES = ("Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown")
STEPS_TO_JOIN, STEPS_TO_LEAVE = 8, 7


@pytest.fixture
def people():
    """Return the coordinator and the manager of Raytown; the five cities share a store of parts."""
    PartnershipFactory.create()
    cities = [JurisdictionFactory.create(name=name, member=True) for name in CITIES]
    store = agreement_of(*cities, title="Shared store", ends_on=clock.today() + timedelta(days=400))
    NoticeRuleFactory.create(agreement=store, count=6, unit="months", section="Section 9.2")
    manager = person_with("city-manager", cities[-1].public_id, password=PASSWORD)
    return person_with("coordinator", password=PASSWORD), manager


def add_sixth_city(page):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
    page.get_by_role("link", name="Add a jurisdiction").click()
    page.locator("#id_name").fill("Riverton")
    page.locator("#id_formal_name").fill("City of Riverton")
    page.locator("#id_kind").select_option("city")
    page.locator("#id_state").fill("Missouri")
    page.locator("#id_source_title").fill("Riverton, letter to the partnership")
    page.locator("main form .il-actions button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("City of Riverton")


def begin_joining(page, check_page, first_day):
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Agreements").click()
    check_page(page, "journey-agreements")
    page.get_by_role("link", name="Joining and withdrawing").click()
    check_page(page, "journey-nobody-joins")
    page.get_by_role("link", name="Begin a joining").click()
    page.get_by_label("Jurisdiction").select_option(label="Blue Springs")
    page.get_by_role("button", name="Begin the joining").click()
    expect(page.locator(".il-errors")).to_contain_text("belongs already")
    check_page(page, "journey-joining-refused")
    page.get_by_label("Jurisdiction").select_option(label="Riverton")
    page.get_by_label("Wished first day").fill(first_day.isoformat())
    page.get_by_role("button", name="Begin the joining").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Joining: Riverton")
    expect(page.locator("main")).to_contain_text("Riverton is a member of the partnership from")


def take_the_next_step(page):
    """Open the first step that is next, record it as done with what shows it, and come back."""
    address = page.url
    page.locator("section", has=page.get_by_role("heading", name="Who is next")).locator("a").first.click()
    page.get_by_role("link", name="Record it as done").click()
    page.get_by_label("What shows it").fill("Letter of the city manager")
    page.get_by_role("button", name="Record it as done").click()
    expect(page.locator("main")).to_contain_text("Recorded as done.")
    page.goto(address)


def test_sixth_city_joins_and_another_gives_notice_to_leave(page, live_server, people, check_page):
    coordinator, manager = people
    first_day = clock.today() + timedelta(days=60)
    sign_in(page, live_server.url, coordinator.email)
    add_sixth_city(page)
    begin_joining(page, check_page, first_day)
    for done in range(STEPS_TO_JOIN):
        expect(page.locator("main")).to_contain_text(f"{done} of {STEPS_TO_JOIN}")
        take_the_next_step(page)
        if done == 1:
            check_page(page, "journey-joining-half-way")
    run_due(now=clock.now() + timedelta(seconds=1))
    page.reload()
    expect(page.locator("main")).to_contain_text("Entered, takes effect later")
    check_page(page, "journey-joined")
    assert [len(members(day)) for day in (first_day - timedelta(days=1), first_day)] == [5, 6]
    sign_out(page)

    sign_in(page, live_server.url, manager.email)
    page.goto(f"{live_server.url}/agreements/changes/withdraw/")
    page.locator("#id_agreement").select_option(label="Shared store")
    page.get_by_label("Jurisdiction").select_option(label="Raytown")
    page.get_by_label("Wished last day").fill(first_day.isoformat())
    page.get_by_role("button", name="Record the notice").click()
    expect(page.locator(".il-errors")).to_contain_text("Section 9.2")
    assert page.get_by_label("Wished last day").input_value() == first_day.isoformat()
    check_page(page, "journey-notice-too-early")
    page.locator("#id_agreement").select_option("")
    page.get_by_role("button", name="Record the notice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdrawing: Raytown")
    expect(page.locator("main")).to_contain_text("its history stays")
    expect(page.locator("main")).to_contain_text("Its agreements stay until it withdraws from each: 1.")
    check_page(page, "journey-notice-given")

    page.get_by_role("link", name="Call it off").click()
    page.get_by_role("button", name="Call it off").click()
    expect(page.locator(".il-errors")).to_have_text(re.compile("Why it is called off"))
    page.get_by_label("Why it is called off").fill("The council voted to stay.")
    page.get_by_role("button", name="Call it off").click()
    expect(page.locator("main")).to_contain_text("The council voted to stay.")
    check_page(page, "journey-called-off")
    assert PartyChange.objects.filter(called_off_at=None, entered_at=None).count() == 0


def test_city_withdraws_to_the_end_and_its_history_stays(page, live_server, people, check_page):
    coordinator, _ = people
    last_day = clock.today() + timedelta(days=60)
    sign_in(page, live_server.url, coordinator.email)
    page.goto(f"{live_server.url}/agreements/changes/withdraw/")
    page.get_by_label("Jurisdiction").select_option(label="Grandview")
    page.get_by_label("Wished last day").fill(last_day.isoformat())
    page.get_by_role("button", name="Record the notice").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdrawing: Grandview")
    for done in range(STEPS_TO_LEAVE):
        expect(page.locator("main")).to_contain_text(f"{done} of {STEPS_TO_LEAVE}")
        take_the_next_step(page)
        if done == 1:
            check_page(page, "journey-withdrawing-half-way")
    run_due(now=clock.now() + timedelta(seconds=1))
    page.reload()
    expect(page.locator("main")).to_contain_text("Entered, takes effect later")
    check_page(page, "journey-withdrawn")
    days = (last_day, last_day + timedelta(days=1))
    assert [sorted(row.name for row in members(day)) for day in days] == [
        sorted(CITIES),
        sorted(set(CITIES) - {"Grandview"}),
    ]
    page.goto(f"{live_server.url}/agreements/changes/")
    expect(page.get_by_role("row", name="Grandview")).to_contain_text("Entered, takes effect later")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
    page.get_by_role("link", name="Grandview").first.click()
    expect(page.locator("main")).to_contain_text(f"{last_day:%b} {last_day.day}, {last_day.year}")
