"""Somebody is invited, comes in by the mail, and protects the account with an authenticator."""

import pytest
from tests.browser.acting import code_from, link_in, newest_mail, sign_in, sign_out
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import RoleGrant, User
from interlocal.foundation.accounts.public import invite
from interlocal.kernel import clock
from interlocal.kernel.scopes import jurisdiction_scope

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "ana.ruiz@raytown.example.org"
NEW_PASSWORD = "harvest window quarry tandem"


@pytest.fixture
def coordinator(client):
    return person_with("coordinator", name="Dana Sample", password=PASSWORD)


def set_up_authenticator(page):
    """Read the secret from the page, as an app does, and type its first code; return the secret."""
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code from your authenticator").fill(code_from(secret))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    return secret


def test_invited_person_comes_in_and_signs_in_with_an_authenticator(
    page, another_browser, live_server, check_page, coordinator, settings
):
    # Outside demo mode a coordinator must have a second step before anything else.
    settings.INTERLOCAL_DEMO = False
    city = JurisdictionFactory.create(name="Raytown", member=True)
    site = live_server.url

    sign_in(page, site, coordinator.email)
    assert "Set up an authenticator" in page.inner_text("h1")
    check_page(page, "journey-authenticator")
    set_up_authenticator(page)
    check_page(page, "journey-recovery-codes")
    page.get_by_role("link", name="I have kept them: go on").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="People").click()
    page.get_by_role("link", name="Invite a person").click()
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Name", exact=True).fill("Ana Ruiz")
    page.get_by_label("Role").select_option(label="Clerk")
    page.get_by_label("Where").select_option(label=city.name)
    check_page(page, "journey-invite")
    page.get_by_role("button", name="Send the invitation").click()
    assert ADDRESS in page.inner_text("main")
    check_page(page, "journey-invited")

    invited = another_browser()
    invited.goto(link_in(newest_mail(ADDRESS), site, "/invitations/"))
    assert "Raytown" in invited.inner_text("main")
    invited.get_by_label("New password").fill("short")
    invited.get_by_label("The same password again").fill("short")
    invited.get_by_role("button", name="Accept and sign in").click()
    assert "12 characters" in invited.locator(".il-errors").inner_text()
    assert invited.get_by_label("Your name").input_value() == "Ana Ruiz"
    check_page(invited, "journey-invitation")
    invited.get_by_label("New password").fill(NEW_PASSWORD)
    invited.get_by_label("The same password again").fill(NEW_PASSWORD)
    invited.get_by_role("button", name="Accept and sign in").click()
    secret = set_up_authenticator(invited)
    invited.get_by_role("link", name="I have kept them: go on").click()
    assert "Commitments" in invited.get_by_role("navigation", name="Main").inner_text()

    sign_out(invited)
    sign_in(invited, site, ADDRESS, NEW_PASSWORD)
    assert invited.locator("h1").inner_text() == "Second step"
    check_page(invited, "journey-second-step")
    invited.get_by_label("Code").fill("000000")
    invited.get_by_role("button", name="Sign in", exact=True).click()
    assert invited.locator("h1").inner_text() == "Second step"
    invited.get_by_label("Code").fill(code_from(secret))
    invited.get_by_role("button", name="Sign in", exact=True).click()
    invited.wait_for_url(f"{site}/home/")

    newcomer = User.objects.get(email=ADDRESS)
    assert list(
        RoleGrant.objects.filter(user=newcomer).values_list("role", "scope_public_id", "granted_by")
    ) == [("clerk", city.public_id, coordinator.pk)]


def test_wrong_password_says_so_and_keeps_the_address(page, live_server, check_page, coordinator):
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_label("E-mail address").fill(coordinator.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()

    assert page.locator(".il-errors").inner_text() != ""
    assert page.get_by_label("E-mail address").input_value() == coordinator.email
    check_page(page, "journey-wrong-password")


def test_link_of_an_invitation_works_once_and_speaks_its_language(page, live_server, check_page, coordinator):
    city = JurisdictionFactory.create(name="Raytown")
    invite(
        by=coordinator,
        email=ADDRESS,
        name="Ana Ruiz",
        role="clerk",
        scope=jurisdiction_scope(city.public_id),
        from_on=clock.today(),
        language="es",
        now=clock.now(),
    )
    link = link_in(newest_mail(ADDRESS), live_server.url, "/invitations/")
    page.goto(link)
    assert page.locator("html").get_attribute("lang") == "es"
    check_page(page, "journey-invitation-spanish")
    page.locator("[name=password]").fill(NEW_PASSWORD)
    page.locator("[name=again]").fill(NEW_PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda address: "/invitations/" not in address)
    page.context.clear_cookies()

    page.goto(link)

    assert page.locator("input[type=password]").count() == 0
    check_page(page, "journey-invitation-used", expected=("410",))
