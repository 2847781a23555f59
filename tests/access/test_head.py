"""Link checkers and mail scanners ask with HEAD: they are answered as GET is, and nothing warns."""

import pytest
from django.urls import reverse
from tests.access.routes import routes
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_head_is_answered_as_get_is(client, caplog):
    PartnershipFactory.create()
    client.force_login(person_with("coordinator"))
    addresses = {
        route.name: reverse(route.name) for route in routes() if route.is_ours and not route.parameters
    }
    opened = {name: client.get(address).status_code for name, address in addresses.items()}
    readable = {name: status for name, status in opened.items() if status != 405}
    caplog.clear()
    assert {name: client.head(addresses[name]).status_code for name in readable} == readable
    assert [record.getMessage() for record in caplog.records if "Not Allowed" in record.getMessage()] == []
