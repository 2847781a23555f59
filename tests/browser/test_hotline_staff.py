"""Staff of the hotline in a browser with JavaScript: keys, reading, answering, handing on, recovery."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.factories.hotline import CategoryFactory, CityHotlineFactory, staff
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.programs.hotline.models import CityHotline, Duty, StaffKey

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
