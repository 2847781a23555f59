"""Keys of the hotline's staff in a browser: made, opened, changed, lost, recovered."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.browser.hotline_acting import ANOTHER, PASSPHRASE, make_key, open_key, two_hotlines
from tests.factories.accounts import UserFactory
from tests.factories.hotline import (
    PHRASE,
    report,
    staff,
)

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.programs.hotline.models import (
    CityHotline,
    Duty,
    RecoveryRule,
    RecoveryWrap,
    StaffKey,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hotlines() -> list[CityHotline]:
    """Return the hotlines of two cities."""
    return two_hotlines()


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


def test_passkey_opens_the_key(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "hasPrf": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(page, site, person.email)
    make_key(page, site)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey opens your key from now on.").wait_for()
    assert sorted(lock["kind"] for lock in StaffKey.objects.get().locks) == ["passkey", "passphrase"]
    page.reload()
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("button", name="Take passkeys away").click()
    page.get_by_text("No passkey opens your key any more.").wait_for()
    check_page(page, "hotline-key-passkey")
    assert [lock["kind"] for lock in StaffKey.objects.get().locks] == ["passphrase"]


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
