"""The ways back in: recovery code, lost authenticator, forgotten password; and the pages about people."""

import re

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.acting import code_from, link_in, newest_mail, sign_in, sign_out
from tests.browser.conftest import CheckPage
from tests.factories.accounts import PASSWORD, InvitationFactory, UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel.scopes import jurisdiction_scope

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clerk() -> User:
    PartnershipFactory.create()
    city = JurisdictionFactory.create(name="Raytown", member=True)
    return person_with(
        "clerk", city.public_id, name="Ana Ruiz", email="ana@raytown.example", password=PASSWORD
    )


def set_up(page: Page, site: str) -> tuple[str, list[str]]:
    """Set up an authenticator; return its secret and the recovery codes shown."""
    page.goto(f"{site}/account/2fa/totp/activate/")
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code from your authenticator").fill(code_from(secret))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    return secret, page.locator("#codes li").all_inner_texts()


def test_a_recovery_code_lets_in_once(page: Page, live_server, clerk: User, check_page: CheckPage) -> None:
    site = live_server.url
    sign_in(page, site, clerk.email)
    _secret, codes = set_up(page, site)
    assert len(codes) == 10
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save them as a file").click()
    assert saving.value.path().read_text().split() == codes
    page.goto(f"{site}/account/2fa/")
    check_page(page, "sign-in-authenticator")
    sign_out(page)
    for code, page_after in ((codes[0], f"{site}/home/"), (codes[0], f"{site}/account/2fa/authenticate/")):
        sign_in(page, site, clerk.email)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(page_after)
        if page_after.endswith("/home/"):
            sign_out(page)
    assert page.locator(".il-errors").count() == 1
    check_page(page, "sign-in-used-code")


def test_the_way_back_for_a_lost_authenticator(
    page: Page, browser: Browser, browser_context_args, live_server, clerk: User, check_page: CheckPage
) -> None:
    site = live_server.url
    coordinator = person_with("coordinator", name="Dana Sample", password=PASSWORD)
    sign_in(page, site, clerk.email)
    set_up(page, site)
    sign_out(page)
    sign_in(page, site, clerk.email)
    page.get_by_role("link", name="I lost my authenticator").click()
    check_page(page, "lost-ask")
    page.get_by_role("button", name="Ask the coordinator").click()
    check_page(page, "lost-asked")

    desk = browser.new_context(**browser_context_args).new_page()
    sign_in(desk, site, coordinator.email)
    desk.goto(link_in(newest_mail(coordinator.email), site, "/people/"))
    check_page(desk, "lost-person")
    desk.get_by_role("link", name="Decide").click()
    check_page(desk, "lost-decide")
    desk.get_by_label("How did you make sure").fill("no")
    desk.get_by_role("button", name="Approve and send the link").click()
    assert desk.locator(".il-errors").count() == 1
    desk.get_by_label("How did you make sure").fill("Met her at the front desk.")
    desk.get_by_role("button", name="Approve and send the link").click()
    desk.wait_for_url(f"{site}/people/{clerk.public_id}/")
    desk.context.close()

    link = link_in(newest_mail(clerk.email), site, "/account/lost-authenticator/")
    page.goto(link)
    check_page(page, "lost-confirm")
    page.get_by_role("button", name="Remove the authenticator").click()
    page.wait_for_url(f"{site}/account/login/")
    sign_in(page, site, clerk.email)
    page.wait_for_url(f"{site}/home/")
    page.goto(link)
    assert "no longer works" in page.inner_text("h1")


def test_a_forgotten_password(page: Page, live_server, clerk: User, check_page: CheckPage) -> None:
    site = live_server.url
    page.goto(f"{site}/account/login/")
    page.get_by_role("link", name="I forgot my password").click()
    check_page(page, "password-forgotten")
    page.get_by_label("Your e-mail address").fill(clerk.email)
    page.get_by_role("button", name="Send the link").click()
    check_page(page, "password-link-sent")
    page.goto(link_in(newest_mail(clerk.email), site, "/account/password/reset/"))
    check_page(page, "password-choose")
    page.get_by_label("New password").fill("harvest window quarry tandem")
    page.get_by_label("The same password again").fill("harvest window quarry tandem")
    page.get_by_role("button", name="Set the password").click()
    page.wait_for_url(f"{site}/account/login/")
    sign_in(page, site, clerk.email, "harvest window quarry tandem")
    page.wait_for_url(f"{site}/home/")


def test_pages_about_people_are_readable_and_clean(
    page: Page, live_server, clerk: User, check_page: CheckPage
) -> None:
    site = live_server.url
    coordinator = person_with("coordinator", name="Dana Sample", password=PASSWORD)
    city = clerk.grants.get().scope
    InvitationFactory.create(user=clerk, role="city-manager", scope=jurisdiction_scope(city.public_id))
    UserFactory.create(is_suspended=True, name="Former Person")
    sign_in(page, site, coordinator.email)
    own = f"/people/{clerk.public_id}/"
    held = clerk.grants.get().public_id
    for name, path in {
        "people": "/people/",
        "people-none": "/people/?q=nobody",
        "person": own,
        "person-invite": "/people/invite/",
        "person-grant": f"{own}grant/",
        "person-end": f"{own}roles/{held}/end/",
        "person-suspend": f"{own}suspend/",
        "who-may-person": f"/people/who-may/?person={clerk.public_id}",
        "who-may-permission": "/people/who-may/?permission=accounts.invite",
        "account": "/account/",
        "account-sessions": "/account/sessions/",
        "account-password": "/account/password/change/",
        "account-set-up": "/account/2fa/totp/activate/",
        "account-sign-out": "/account/logout/",
    }.items():
        page.goto(f"{site}{path}")
        check_page(page, name)


def test_sign_in_speaks_spanish(page: Page, live_server, check_page: CheckPage) -> None:
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("button", name=re.compile("Español")).click()
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.inner_text("h1") == "Iniciar sesión"
    check_page(page, "sign-in-spanish")
