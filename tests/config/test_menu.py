"""Whatever stands in somebody's menu, or on their Home, opens for them."""

import re

import pytest
from django.test import Client
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.config.roles import HOUSE_ROLES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", HOUSE_ROLES, ids=lambda role: role.slug)
def test_every_link_of_the_menu_opens(client: Client, role) -> None:
    PartnershipFactory.create()
    city = JurisdictionFactory.create(name="Raytown", member=True)
    is_of_a_city = "jurisdiction" in {kind.value for kind in role.scopes}
    client.force_login(person_with(role.slug, city.public_id if is_of_a_city else None))
    page = client.get("/account/")
    links = {link.url for link in page.context["navigation"]}
    text = page.content.decode() + client.get("/home/").content.decode()
    found = links | set(re.findall(r'href="(/(?!static/)[^"#]*)"', text))
    assert links
    assert {link for link in found if client.get(link).status_code == 404} == set()
