"""Staff of the hotline in a browser with JavaScript: keys, reading, answering, handing on, recovery."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.factories.hotline import PHRASE, CategoryFactory, CityHotlineFactory, report, staff
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.programs.hotline.twin import Browser, state_of

from interlocal.programs.hotline.models import CityHotline, Duty, Report, StaffKey

pytestmark = pytest.mark.django_db(transaction=True)
PASSPHRASE = "mild otter paints seven gates"
ANOTHER = "quiet barn keeps nine lamps"


@pytest.fixture
def hotlines() -> list[CityHotline]:
    """Return the hotlines of two cities, each the other's fallback."""
    PartnershipFactory.create()
    CategoryFactory.create(slug="corruption", title="Corruption")
    one, other = (
        CityHotlineFactory.create(jurisdiction=JurisdictionFactory.create(name=name, member=True))
        for name in ("Raytown", "Grandview")
    )
    for here, there in ((one, other), (other, one)):
        here.fallback = there
        here.save()
    return [one, other]


def make_key(page: Page, site: str) -> None:
    """Make a first key on its page."""
    page.goto(f"{site}/programs/hotline/key/")
    page.get_by_label("New passphrase").first.fill(PASSPHRASE)
    page.get_by_label("The same passphrase again").first.fill(PASSPHRASE)
    page.get_by_role("button", name="Make my key").click()
    page.get_by_text("Your key is made.").wait_for()


def open_key(page: Page, passphrase: str = PASSPHRASE) -> None:
    """Open one's key on the page that asks for it."""
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_role("button", name="Open my key").click()


def test_key_is_made_opened_changed_replaced_and_given_up_in_the_browser(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    sign_in(page, site, person.email)
    page.goto(f"{site}/programs/hotline/key/")
    page.get_by_role("button", name="Make my key").wait_for()
    check_page(page, "hotline-key-make")
    page.get_by_label("New passphrase").first.fill("short")
    page.get_by_role("button", name="Make my key").click()
    assert "too short" in page.inner_text("#said")
    make_key(page, site)
    check_page(page, "hotline-key")
    first = StaffKey.objects.get()
    assert [lock["kind"] for lock in first.locks] == ["passphrase"]

    page.reload()
    open_key(page, "this is another one")
    page.get_by_text("This is not the passphrase of your key").wait_for()
    check_page(page, "hotline-key-wrong")
    open_key(page)
    change = page.locator("#change-form")
    change.get_by_label("New passphrase").fill(ANOTHER)
    change.get_by_label("The same passphrase again").fill(ANOTHER)
    change.get_by_role("button", name="Change the passphrase").click()
    page.get_by_text("The passphrase is changed.").wait_for()
    page.reload()
    open_key(page)
    page.get_by_text("This is not the passphrase of your key").wait_for()
    open_key(page, ANOTHER)

    replace = page.locator("#replace-form")
    replace.get_by_label("New passphrase").fill(PASSPHRASE)
    replace.get_by_label("The same passphrase again").fill(PASSPHRASE)
    replace.get_by_role("button", name="Replace my key").click()
    page.get_by_text("You have a new key, and all").wait_for()
    assert StaffKey.objects.filter(retired_on=None).exclude(pk=first.pk).count() == 1

    page.reload()
    page.get_by_role("button", name="I lost my passphrase").click()
    check_page(page, "hotline-key-lost")
    lost = page.locator("#lost-form")
    lost.get_by_label("New passphrase").fill(ANOTHER)
    lost.get_by_label("The same passphrase again").fill(ANOTHER)
    lost.get_by_role("button", name="Give the old key up").click()
    page.get_by_text("You have a new key. Ask colleagues").wait_for()
    assert StaffKey.objects.count() == 3


def test_report_is_read_answered_and_worked_on_in_the_browser(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    colleague = Browser(staff(hotlines[0], Duty.RECIPIENT, name="Ola Berg"))
    colleague.make_key()
    director = staff(hotlines[0], Duty.RECIPIENT, name="Dora Finn")
    Browser(director).make_key()
    keeper = Browser(staff(hotlines[1], Duty.RECIPIENT, name="Kim Lee"))
    keeper.make_key()
    sign_in(page, site, person.email)
    make_key(page, site)
    made, _private = report(hotlines[0], excluded=[director])

    page.goto(f"{site}/programs/hotline/reports/")
    open_key(page)
    page.get_by_role("link", name=PHRASE).wait_for()
    check_page(page, "hotline-reports")
    page.get_by_role("link", name=PHRASE).click()
    page.get_by_role("heading", name="What was reported").wait_for()
    check_page(page, "hotline-report")
    page.get_by_label("Answer the reporter").fill("Which month was it?")
    colleague.write(made, kind="message", text="Thank you for writing.", to="reporter")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Somebody wrote just before you.").wait_for()
    check_page(page, "hotline-report-meanwhile")
    assert page.get_by_label("Answer the reporter").input_value() == "Which month was it?"
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("It is written in the report.").wait_for()
    page.get_by_label("Note for staff").fill("Ask the bank for the March list.")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_text("Staff only").wait_for()
    page.locator("#severity-choice").select_option("high")
    page.get_by_role("button", name="Save the severity").click()
    page.locator("#report .il-tag", has_text="High").wait_for()
    page.get_by_label("Money recovered, in dollars").fill("1,250.5")
    page.get_by_role("button", name="Add the amount").click()
    page.get_by_text("$1,250.50").wait_for()
    check_page(page, "hotline-report-worked-on")

    entries = colleague.entries(made)
    assert [entry["kind"] for entry in entries] == [
        *("report", "message", "message", "note", "severity", "recovered")
    ]
    assert entries[2]["text"] == "Which month was it?"
    fold = "entries => import('/static/hotline/fold.js').then(fold => fold.stateOf(entries))"
    assert page.evaluate(fold, entries) == state_of(entries)
    state = state_of(entries)
    assert (state["severity"], state["recovered"], state["category"]) == ("high", 125_050, "corruption")
    assert Report.objects.get().wraps.count() == 2
