"""The steps of a cohort until its seats are full: planning, applying, nominating, the release."""

from collections import Counter

from playwright.sync_api import Page, expect
from tests.browser import training_cast as cast_of
from tests.browser.acting import link_in, newest_mail, sign_in, sign_out
from tests.browser.conftest import CheckPage
from tests.browser.training_cast import (
    ANA,
    BEN,
    BOSS,
    HOME,
    TEACHER,
    TITLE,
    Cast,
    fill,
    follow,
    mailed,
    press,
    said,
)

from interlocal.kernel import clock
from interlocal.programs.training.actions import seats
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
)


def plan(page: Page, check_page: CheckPage, cast: Cast) -> None:
    """The coordinator makes course and cohort, shares out the seats, and opens it."""
    page.locator("nav").get_by_role("link", name="Supervisory training").first.click()
    check_page(page, "training-home-empty")
    follow(page, "Catalogue")
    follow(page, "Add a course")
    fill(page, title="Leading a shift", summary="For new supervisors.", contact_minutes=360, valid_months=24)
    fill(page, outcomes="Plan a shift\nGive feedback that is heard", audience="Crew leaders")
    check_page(page, "training-course-form")
    press(page, "Add the course")
    follow(page, "Add a material")
    fill(page, title="Workbook", link="https://example.org/workbook")
    press(page, "Add the material")
    follow(page, "Add homework")
    fill(page, title="A plan for a shift", instructions="Plan one shift of your crew.", session_number=1)
    press(page, "Add the homework")
    check_page(page, "training-course")
    follow(page, "Plan a cohort")
    days = {"apply_from": "2026-03-02", "apply_until": "2026-03-13", "release_on": "2026-03-20"}
    fill(page, title=TITLE, substitute_until="2026-04-03", **days)
    check_page(page, "training-cohort-form")
    press(page, "Plan the cohort")
    follow(page, "Set seats and shares")
    fill(page, seats=cast_of.SEATS)
    for city in cast.cities.values():
        page.get_by_label(f"Share of {city.name}").fill(str(cast_of.SHARE))
    check_page(page, "training-shares")
    press(page, "Set seats and shares")
    for title, day in (("Planning a shift", "2026-04-07"), ("Feedback", "2026-04-14")):
        page.locator("#sessions").get_by_role("link", name="Add a session").click()
        fill(page, title=title, day=day, begins="09:00", ends="12:00", contact_minutes=180, place="Room 2")
        press(page, "Add the session")
    page.locator(".il-title-line").get_by_role("link", name="Name an instructor").click()
    fill(page, name="Robin Castillo", email=TEACHER, organization="Metropolitan College")
    check_page(page, "training-instructor-form")
    press(page, "Name the instructor")
    check_page(page, "training-cohort-planned")
    press(page, "Open the cohort")
    said(page, "The cohort is open")


def apply_by_phone(phone: Page, site: str, check_page: CheckPage) -> None:
    """Ana applies without an account, and proves her address."""
    phone.goto(f"{site}{HOME}apply/")
    check_page(phone, "training-catalogue")
    phone.get_by_role("link", name=TITLE).click()
    fill(phone, name="Ana Mora", email=ANA, job_title="Crew leader", supervisor_name="Sam Boss")
    fill(phone, supervisor_email=ANA, reason="I lead a crew since May.")
    phone.get_by_label("Your city").select_option(label="Grandview")
    press(phone, "Apply")
    expect(phone.locator(".il-errors")).to_contain_text("Your supervisor agrees, not you")
    fill(phone, supervisor_email=BOSS)
    press(phone, "Apply")
    phone.goto(site + mailed(ANA, "confirm"))
    press(phone, "Confirm, and ask my supervisor")
    said(phone, "Waits for your supervisor")
    check_page(phone, "training-own-asked")


def agree(page: Page, site: str, check_page: CheckPage) -> None:
    """The supervisor opens the link of the mail and agrees; a second press changes nothing."""
    page.goto(site + mailed(BOSS, "agree"))
    check_page(page, "training-agree-open")
    press(page, "I agree")
    said(page, "You agreed")
    page.reload()
    said(page, "You agreed")


def nominate(page: Page, site: str, check_page: CheckPage, cast: Cast) -> None:
    """Grandview's contact opens the mail, orders all eight of the city, and nominates them at once."""
    contact = cast.contacts["Grandview"]
    sign_in(page, site, contact.email)
    page.goto(link_in(newest_mail(contact, about="Ana Mora"), site, f"{HOME}applications/"))
    check_page(page, "training-application")
    page.get_by_role("link", name="Nominations").first.click()
    names = [f"Grandview learner {number}" for number in range(1, 8)]
    for rank, name in enumerate([*names[:6], "Ana Mora", names[6]], start=1):
        page.get_by_label(f"Place of {name}", exact=True).fill(str(rank))
        page.locator("label", has_text=f"Nominate: {name}").click()
    check_page(page, "training-nominations")
    press(page, "Nominate those marked, save the order")
    said(page, "8 people are nominated.")
    expect(page.locator("main").get_by_role("row", name="Ana Mora")).to_contain_text("Waits for a seat")
    sign_out(page)


def withdraw(page: Page, site: str, check_page: CheckPage) -> None:
    """Ben gives his seat up by phone; until the release it stays his city's."""
    page.goto(site + mailed(BEN, "seat"))
    page.get_by_role("link", name="Leading a shift").click()
    page.get_by_text("Withdraw", exact=True).click()
    page.get_by_label("Why").fill("A new post.")
    check_page(page, "training-own-withdrawing")
    press(page, "Withdraw my application")
    said(page, "Withdrawn")


def release(phone: Page, site: str, check_page: CheckPage, cohort: Cohort) -> None:
    """Three seats are free on release day; Ana, who waits, is offered one and takes it on her phone."""
    cast_of.let_run("seats.bring_all_up_to_date")
    offered = Application.objects.filter(cohort=cohort, state=ApplicationState.OFFERED)
    assert Counter(one.jurisdiction.name for one in offered) == {"Blue Springs": 2, "Grandview": 1}
    phone.goto(site + mailed(ANA, "offer"))
    phone.get_by_role("link", name="Leading a shift").click()
    said(phone, "A seat is held for you")
    check_page(phone, "training-own-offered")
    press(phone, "Take the seat")
    said(phone, "You have a seat")
    for one in offered.all():
        seats.accept_offer(by=None, application=one, now=clock.now())
    states = Counter(Application.objects.filter(cohort=cohort).values_list("state", flat=True))
    assert states == {"seated": cast_of.SEATS, "waiting": 2, "withdrawn": 1}


def look_on(page: Page, site: str, check_page: CheckPage, cast: Cast, cohort: Cohort) -> None:
    """Whoever reads sees every decision with its reason, and the names of the own city alone."""
    address = f"{site}{HOME}cohorts/{cohort.public_id}/"
    for role, knows in (("auditor", False), ("manager", True), ("hr", True)):
        sign_in(page, site, cast.others[role].email)
        page.goto(address)
        check_page(page, f"training-cohort-{role}")
        page.goto(f"{address}decisions/")
        said(page, "Unused shares released")
        said(page, "largest gap")
        expect(page.get_by_text("Ana Mora")).to_have_count(2 if knows else 0)
        expect(page.get_by_text("Lee's Summit learner")).to_have_count(0)
        sign_out(page)
