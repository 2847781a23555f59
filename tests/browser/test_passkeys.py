"""A passkey from adding to losing it, with the authenticator that Chromium brings for tests."""

import pytest
from playwright.sync_api import Page
from tests.browser.acting import sign_in, sign_out
from tests.browser.conftest import CheckPage
from tests.factories.accounts import PASSWORD, person_with

from interlocal.foundation.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_server, settings) -> str:
    settings.INTERLOCAL_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def clerk() -> User:
    return person_with("clerk", "raytown", name="Ana Ruiz", email="ana@raytown.example", password=PASSWORD)


def plug_in(page: Page):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return devices, made["authenticatorId"]


def test_a_passkey_from_adding_to_losing_it(
    page: Page, site: str, clerk: User, check_page: CheckPage
) -> None:
    devices, device = plug_in(page)
    page.goto(f"{site}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").wait_for()
    check_page(page, "passkey-sign-in")
    sign_in(page, site, clerk.email)
    page.goto(f"{site}/account/2fa/")
    check_page(page, "passkeys-none")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Blue phone")
    check_page(page, "passkey-add")
    page.get_by_role("button", name="Add a passkey").press("Enter")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    code = page.locator("#codes li").first.inner_text()
    page.goto(f"{site}/account/2fa/")
    page.get_by_text("Blue phone").first.wait_for()
    check_page(page, "passkeys-one")
    sign_out(page)

    page.goto(f"{site}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    page.wait_for_url(f"{site}/home/")
    page.goto(f"{site}/account/2fa/passkeys/add/")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("This device has a passkey for your account already.").wait_for()
    page.goto(f"{site}/account/2fa/")
    page.get_by_role("link", name="Rename").click()
    check_page(page, "passkey-rename")
    page.get_by_label("Name").fill("Red phone")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_text("Red phone").first.wait_for()
    sign_out(page)

    sign_in(page, site, clerk.email)
    page.get_by_role("button", name="Use my passkey").wait_for()
    check_page(page, "passkey-second-step")
    page.get_by_role("button", name="Use my passkey").click()
    page.wait_for_url(f"{site}/home/")
    sign_out(page)

    devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    plug_in(page)
    sign_in(page, site, clerk.email)
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_text("Nothing was done").wait_for()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{site}/home/")
    page.goto(f"{site}/account/2fa/")
    page.get_by_role("link", name="Remove").click()
    check_page(page, "passkey-remove")
    page.get_by_role("button", name="Remove the passkey").click()
    page.get_by_text("The passkey is removed.").wait_for()
    sign_out(page)
    sign_in(page, site, clerk.email)
    page.wait_for_url(f"{site}/home/")


def test_a_passkey_of_another_address_opens_nothing(page: Page, site: str, clerk: User, settings) -> None:
    plug_in(page)
    sign_in(page, site, clerk.email)
    page.goto(f"{site}/account/2fa/passkeys/add/")
    settings.INTERLOCAL_BASE_URL = "https://interlocal.example.gov"
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("was not made for this address").first.wait_for()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("Passkeys work only at the address").wait_for()
    assert not clerk.authenticator_set.exists()
