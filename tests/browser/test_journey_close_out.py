"""Closing out thirty people of whom nothing is recorded yet: every click of it is counted.

The count and the time stand in ``test-results/close-out.txt``; nothing is asserted of them.
"""

import time
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.acting import sign_in
from tests.browser.conftest import SCREENSHOTS, CheckPage
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import PartnershipFactory
from tests.factories.training import HomeworkFactory
from tests.programs.training.finished import AFTER, finished_cohort

from interlocal.programs.training.actions.costs import add_cost_line
from interlocal.programs.training.actions.homework import hand_in
from interlocal.programs.training.models import Attendance, Certificate, Cohort, CohortState

pytestmark = pytest.mark.django_db(transaction=True)
SESSIONS, PEOPLE = 4, 30
# Thinking, pointing and pressing (Card, Moran and Newell, 1980): 1.35, 1.1 and 0.2 seconds.
SECONDS_A_CLICK = 2.65


@pytest.fixture
def cohort() -> Cohort:
    """Return a cohort of thirty that was held: homework to read, and not one record of attendance."""
    PartnershipFactory.create()
    nothing = dict.fromkeys(range(PEOPLE), (None,) * SESSIONS)
    cohort = finished_cohort(people=PEOPLE, cities=5, sessions=SESSIONS, attended=nothing)
    task, before = HomeworkFactory.create(course=cohort.course), AFTER - timedelta(days=1)
    for one in cohort.applications.all():
        hand_in(application=one, homework=task, text="Done.", file=None, now=before)
    return cohort


class Clicks:
    """Clicks on a page, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, role: str, name: str) -> None:
        self.count += 1
        self.page.locator("main").get_by_role(role, name=name, exact=True).first.click()

    def away(self, name: str) -> None:
        """Take the mark off somebody who was not there."""
        self.count += 1
        self.page.locator("label", has_text=f"Was there: {name}").click()


def record_all(page: Page, clicks: Clicks, cohort: Cohort) -> None:
    """Everybody was at each session, but for two."""
    names = list(cohort.applications.order_by("pk").values_list("learner__name", flat=True))
    for number in range(1, SESSIONS + 1):
        clicks.on("link", "Attendance")
        clicks.on("link", f"Roster {number}. A day in the room")
        clicks.on("button", "Everybody was there")
        expect(page.locator("main")).to_contain_text(f"{PEOPLE} lines are recorded.")
        for name in names[number : number + 2]:
            clicks.away(name)
        clicks.on("button", "Record attendance")
        expect(page.locator("main")).to_contain_text("2 lines are recorded.")


def close(page: Page, clicks: Clicks) -> None:
    """Homework, cost, and closing out."""
    clicks.on("link", "Homework")
    clicks.on("button", f"Accept all {PEOPLE} to read")
    clicks.on("link", "Cost")
    clicks.on("button", "It cost what was planned")
    clicks.on("link", "Close-out")
    clicks.count += 1
    page.locator("label", has_text="Whoever has no record").click()
    clicks.on("button", "Close the cohort out")
    expect(page.locator("main")).to_contain_text("The cohort is closed out.")


def test_thirty_people_are_closed_out_by_clicks(
    page: Page, live_server: LiveServer, check_page: CheckPage, cohort: Cohort
) -> None:
    coordinator = person_with("training-coordinator", password=PASSWORD)
    for title, cents in (("College fee", 900_000), ("Room", 120_001)):
        facts = {"kind": "budget", "title": title, "cents": cents, "source": ""}
        add_cost_line(by=coordinator, cohort=cohort, now=AFTER, **facts)
    with time_machine.travel(AFTER, tick=True):
        sign_in(page, live_server.url, coordinator.email)
        page.goto(f"{live_server.url}/programs/training/cohorts/{cohort.public_id}/")
        clicks, begun = Clicks(page), time.monotonic()
        record_all(page, clicks, cohort)
        close(page, clicks)
        lasted = time.monotonic() - begun
        check_page(page, "training-closed-out")
        with page.expect_download() as report:
            clicks.on("link", "Download the report (PDF)")
    assert report.value.suggested_filename.endswith(".pdf")
    cohort.refresh_from_db()
    assert cohort.state == CohortState.CLOSED_OUT
    assert Attendance.objects.count() == (PEOPLE - 2) * SESSIONS
    assert Certificate.objects.count() == PEOPLE - (SESSIONS + 1)  # each of these missed a quarter or more
    assert sum(one.cents for one in cohort.cost_shares.all()) == 1_020_001
    told = (
        f"{clicks.count} clicks; the pages took {lasted:.0f} s, a person needs about "
        f"{clicks.count * SECONDS_A_CLICK + lasted:.0f} s.\n"
    )
    (SCREENSHOTS.parent / "close-out.txt").write_text(told, encoding="utf-8")
