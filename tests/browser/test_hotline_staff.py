"""Staff of the hotline in a browser with JavaScript: keys, reading, answering, handing on, recovery."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.hotline import PHRASE, CategoryFactory, CityHotlineFactory, report, staff
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.programs.hotline.twin import Browser, state_of

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.programs.hotline.models import (
    CityHotline,
    Count,
    Duty,
    RecoveryRule,
    RecoveryWrap,
    Report,
    StaffKey,
)

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


def test_lost_key_is_recovered_by_keepers_of_different_cities(
    page: Page, live_server: Any, check_page: Any, another_browser: Any, hotlines: list[CityHotline]
) -> None:
    site = live_server.url
    RecoveryRule.objects.create(needed=2, made_by=UserFactory.create(), created_at=clock.now())
    person = staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    keepers = [staff(hotline, Duty.KEEPER, name=f"Keeper {hotline}") for hotline in hotlines]
    pages = []
    for one in (person, *keepers):
        opened = page if one is person else another_browser()
        sign_in(opened, site, one.email)
        make_key(opened, site)
        pages.append(opened)
    report(hotlines[0])
    page.reload()
    page.get_by_role("button", name="I lost my passphrase").click()
    lost = page.locator("#lost-form")
    lost.get_by_label("New passphrase").fill(ANOTHER)
    lost.get_by_label("The same passphrase again").fill(ANOTHER)
    lost.get_by_role("button", name="Give the old key up").click()
    page.get_by_text("You have a new key. Ask colleagues").wait_for()
    page.goto(f"{site}/programs/hotline/reports/")
    open_key(page, ANOTHER)
    page.get_by_text("Some reports are sealed to an older key of yours").wait_for()
    page.goto(f"{site}/programs/hotline/recovery/")
    page.get_by_role("button", name="Ask for the reports of Raytown").click()
    page.get_by_text("Asked for Raytown").wait_for()
    check_page(page, "hotline-recovery-asked")

    first = RecoveryWrap.objects.get().keys[0]
    in_turn = sorted(zip(keepers, pages[1:], strict=True), key=lambda one: not _has_key(one[0], first))
    for number, (_keeper, opened) in enumerate(in_turn):
        opened.goto(f"{site}/programs/hotline/recovery/")
        open_key(opened)
        opened.get_by_text("Ines Rey").wait_for()
        if number == 0:
            check_page(opened, "hotline-recovery-keeper")
        opened.get_by_role("button", name="I spoke with them: open my part").click()
        opened.get_by_text("Your part is opened.").wait_for()

    page.goto(f"{site}/programs/hotline/reports/")
    open_key(page, ANOTHER)
    page.get_by_role("link", name=PHRASE).wait_for()


def _has_key(user: User, key_id: str) -> bool:
    return StaffKey.objects.filter(user=user, public_id=key_id).exists()


def test_report_is_handed_on_and_closed(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    substitute, elsewhere = (
        Browser(staff(hotlines[0], Duty.SUBSTITUTE, name="Sam Poe")),
        Browser(staff(hotlines[1], Duty.RECIPIENT, name="Kim Lee")),
    )
    substitute.make_key()
    elsewhere.make_key()
    hotlines[0].keep_months = 12
    hotlines[0].save()
    sign_in(page, site, person.email)
    make_key(page, site)
    first, _private = report(hotlines[0])
    second, _private = report(hotlines[0])
    third, _private = report(hotlines[0])
    page.goto(f"{site}/programs/hotline/reports/#{first.public_id}")
    open_key(page)
    page.get_by_text("Step off yourself").click()
    page.locator("#recuse-form").get_by_text("I understand").click()
    assert page.inner_text("#recuse-who") == "Sam Poe"
    page.get_by_role("button", name="Step off this report").click()
    page.get_by_text("You stepped off.").wait_for()
    assert substitute.can_open() == {first.public_id}

    page.goto(f"{site}/programs/hotline/reports/#{second.public_id}")
    page.get_by_text("Hand it to another city").click()
    page.locator("#transfer-choice").select_option(label="Grandview")
    page.locator("#transfer-form").get_by_text("I understand").click()
    check_page(page, "hotline-report-transfer")
    page.get_by_role("button", name="Hand the report over").click()
    page.get_by_text("The report is handed over").wait_for()
    assert elsewhere.can_open() == {second.public_id}
    assert elsewhere.entries(second)[-1]["to"] == "Grandview"

    page.goto(f"{site}/programs/hotline/reports/#{third.public_id}")
    page.get_by_label("Decision and reasons").fill("The payments were his.")
    page.get_by_role("button", name="Close the report").click()
    page.get_by_role("button", name="Open it again").wait_for()
    page.get_by_text("File for a records request").click()
    page.get_by_text("What was reported", exact=True).last.click()
    page.get_by_label("Names and words to close").fill("brother")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "The director pays his [closed under RSMo 610.021(16)]" in text
    assert "brother" not in text
    assert "The payments were his" not in text
    check_page(page, "hotline-report-closed")
    third.refresh_from_db()
    assert third.delete_after is not None
    assert Count.objects.count() == 1
