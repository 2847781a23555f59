"""Signing in at one's city in a browser, at a provider that organizations run."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.factories.accounts import person_with
from tests.factories.identity_provider import CLIENT, Provider, provider
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.accounts.actions.providers import save_provider
from interlocal.foundation.accounts.models import ProviderIdentity
from interlocal.foundation.accounts.views.city import WAITS
from interlocal.kernel import clock

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # What the provider is built of warns of its own future.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
CLERK = "clerk@raytown.mo.us"
SECRET = "the clerk's own at the city"


@pytest.fixture
def there() -> Iterator[Provider]:
    """Run one for each test: in memory it mistakes a code that was never used for the next one."""
    with provider() as running:
        running.add_person("clerk", CLERK, SECRET)
        yield running


@pytest.fixture
def site(there: Provider, live_server: Any, settings: Any) -> str:
    """Return the address of an installation in which Raytown's people sign in at the city."""
    settings.INTERLOCAL_BASE_URL = live_server.url
    PartnershipFactory.create()
    city = JurisdictionFactory.create(name="Raytown")
    person_with("clerk", city.public_id, email=CLERK)
    save_provider(
        by=person_with("coordinator"),
        scope=city.scope,
        issuer=there.url,
        domains=("raytown.mo.us",),
        now=clock.now(),
        **CLIENT,
    )
    there.allow(live_server.url)
    return str(live_server.url)


def _go_there(page: Page, site: str) -> None:
    """Ask to sign in at the city."""
    page.goto(f"{site}/account/login/")
    page.get_by_role("link", name="Sign in at your city").click()
    page.get_by_label("E-mail address").fill(CLERK)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Go on to localhost").click()


def _sign_in_there(page: Page) -> None:
    """Type name and password at the city, which leads back."""
    for label, text in (("Login", "clerk"), ("Password", SECRET)):
        page.get_by_role("textbox", name=label).fill(text)
        page.keyboard.press("Enter")
        page.wait_for_load_state()


def test_clerk_signs_in_where_the_city_signs_in(page: Page, site: str) -> None:
    _go_there(page, site)
    _sign_in_there(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Home")
    assert ProviderIdentity.objects.get().user.email == CLERK


def test_code_that_another_browser_asked_for_opens_nothing(page: Page, site: str, settings: Any) -> None:
    """The provider gives the token only to whom it gave the code (RFC 7636)."""
    _go_there(page, site)
    [cookie] = [one for one in page.context.cookies(site) if one["name"] == settings.SESSION_COOKIE_NAME]
    session = import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"])
    session[WAITS] = {**session[WAITS], "verifier": "of-another-browser".ljust(64, ".")}
    session.save()
    _sign_in_there(page)

    expect(page.get_by_text("Your city's sign-in does not answer.")).to_be_visible()
    assert not ProviderIdentity.objects.exists()
