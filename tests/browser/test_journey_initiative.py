"""What three cities feel becomes an initiative, gets staff and passes a gate; a year is reported."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser.acting import link_in, newest_mail, sign_in, sign_out
from tests.browser.conftest import CheckPage
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import MembershipFactory, PartnershipFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.partnerships.initiatives import actions, rules
from interlocal.partnerships.initiatives.models import Assignment, Decision, Initiative, MonthGiven

PAINS = {
    "Easton": ("Fire engines wait for repairs", "Engines stand for weeks because mechanics are missing."),
    "Weston": ("No mechanic for engines", "Our mechanic retired; fire engines wait weeks for repairs."),
    "Norton": ("Repairs of engines take weeks", "Fire engines wait at a dealer; mechanics are missing."),
}


@pytest.fixture
def managers(transactional_db: None) -> dict[str, User]:
    """The managers of three members, by the name of their city."""
    PartnershipFactory.create()
    cities = [MembershipFactory.create(jurisdiction__name=name).jurisdiction for name in PAINS]
    return {
        city.name: person_with("city-manager", city.public_id, name=f"Manager {city.name}", password=PASSWORD)
        for city in cities
    }


def state(page: Page, site: str, title: str, words: str) -> None:
    page.goto(f"{site}/initiatives/pain-points/state/")
    page.get_by_label("What hurts").fill(title)
    page.get_by_label("In more words").fill(words)
    page.get_by_text("4, keeps us from what we must do").click()
    page.get_by_role("button", name="State it").click()


def join(page: Page, address: str) -> None:
    page.goto(f"{address}take-part/")
    page.get_by_label("Part", exact=False).first.select_option("joins")
    page.get_by_role("button", name="Record it").click()


def test_pain_points_of_three_cities_become_an_initiative_with_staff_that_passes_its_gate(
    page: Page, live_server: LiveServer, check_page: CheckPage, managers: dict[str, User]
) -> None:
    site = live_server.url
    for city, (title, words) in PAINS.items():
        sign_in(page, site, managers[city].email)
        state(page, site, title, words)
        page.get_by_text("It is stated. Every member can read it now.").wait_for()
        if city != "Norton":
            sign_out(page)
    check_page(page, "pain-points")

    page.get_by_role("link", name="Look and group them").click()
    check_page(page, "group-pain-points")
    page.get_by_label("What they have in common").fill("Shared fleet repair")
    page.get_by_role("button", name="Group them").click()
    page.get_by_role("button", name="Make it an initiative").click()
    page.get_by_role("heading", name="Shared fleet repair", level=1).wait_for()
    check_page(page, "initiative")
    address = re.sub(r"\?.*", "", page.url)

    join(page, address)
    page.get_by_role("link", name="Promise staff hours").click()
    page.get_by_label("To what").fill("Compare the workshops")
    page.get_by_label("By whom").fill("Fleet superintendent")
    page.get_by_label("Hours").fill("6")
    check_page(page, "promise-hours")
    page.get_by_role("button", name="Promise the hours").click()
    page.get_by_role("link", name="Compare the workshops", exact=True).wait_for()
    check_page(page, "initiative-people")

    page.get_by_role("link", name="Pass the gate").click()
    page.get_by_label("Decided by").fill("Steering group")
    page.get_by_label("Reason").fill("Three cities feel it every week.")
    check_page(page, "pass-gate")
    page.get_by_role("button", name="Pass the gate").click()
    page.get_by_text("The gate is passed: Explore.").wait_for()
    check_page(page, "initiative-explore")

    initiative = Initiative.objects.get()
    decision = Decision.objects.get()
    assert (initiative.stage_key, decision.decided_by, decision.waived) == ("explore", "Steering group", [])
    for view in ("board", "table", "calendar"):
        page.goto(f"{site}/initiatives/?view={view}")
        check_page(page, f"initiatives-{view}")


def test_manager_answers_from_the_mail_and_reports_the_year_to_the_council(
    page: Page, live_server: LiveServer, check_page: CheckPage, managers: dict[str, User]
) -> None:
    site, manager = live_server.url, managers["Easton"]
    now, month_on = clock.now(), rules.months_ended(clock.today(), 1)[0]
    pain = actions.pain_points.Pain(title="Engines wait", description="For weeks.", weight=4)
    city = Assignment._meta.get_field("jurisdiction").related_model.objects.get(name="Easton")
    points = [
        actions.state_pain_point(by=None, jurisdiction=city, pain=pain, now=now),
        actions.state_pain_point(by=None, jurisdiction=city, pain=pain, now=now),
    ]
    group = actions.group_pain_points(by=None, title="Fleet repair", points=points, now=now)
    actions.assign_staff(
        by=None,
        initiative=actions.start_initiative(by=None, group=group, now=now),
        jurisdiction=city,
        task="Compare the workshops",
        worker="Superintendent",
        hours=Decimal(6),
        per="month",
        starts_on=month_on,
        now=now,
    )
    actions.ask_hours(person=manager, jurisdiction=city, month_on=month_on, now=now)

    page.goto(link_in(newest_mail(manager, about="staff hours"), site, "/initiatives/answer/"))
    check_page(page, "hours-from-mail")
    page.get_by_label("Fleet repair: Compare the workshops").fill("5.5")
    page.get_by_role("button", name="Record these hours").click()
    page.get_by_role("heading", name="Recorded").wait_for()
    check_page(page, "hours-recorded")
    assert [str(month.hours) for month in MonthGiven.objects.all()] == ["5.50"]

    sign_in(page, site, manager.email)
    page.goto(f"{site}/initiatives/reports/")
    check_page(page, "reports")
    page.get_by_role("row").filter(has_text="Easton").get_by_role("link").first.click()
    check_page(page, "report")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download for the council (PDF)").click()
    assert download.value.suggested_filename.startswith("yearly-report-easton-fy")
