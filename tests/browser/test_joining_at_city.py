"""The page behind an invitation where the city signs in its own people."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import CheckPage
from tests.factories.accounts import InvitationFactory, ProviderFactory, UserFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import ProviderDomain
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_ways_are_offered_and_one_leads_to_the_city(
    page: Page, live_server, check_page: CheckPage
) -> None:
    city = JurisdictionFactory.create(name="Raytown")
    provider = ProviderFactory.create(jurisdiction_id=city.public_id)
    ProviderDomain.objects.get_or_create(provider=provider, domain="raytown.mo.us")
    person = UserFactory.create(is_invited=True, email="ana@raytown.mo.us", name="Ana Ruiz")
    ends = clock.now() + timedelta(days=3)
    offer = InvitationFactory.create(user=person, role="clerk", scope=city.scope, expires_at=ends)
    path = f"/invitations/{offer.public_id}/{offer.sent_count}/"
    page.goto(f"{live_server.url}{path}{sign_path(path)}/")
    check_page(page, "invitation-city")
    page.get_by_role("button", name="Accept, and sign in at your city").click()
    page.get_by_role("link", name="Go on to").wait_for()
    check_page(page, "invitation-city-go")
