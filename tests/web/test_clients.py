"""The address that rate limits count by: behind as many proxies as are our own, and no word of a stranger."""

import pytest
from django.test import RequestFactory

from interlocal.foundation.accounts.allauth_adapter import AccountAdapter
from interlocal.web.public import client_address


@pytest.mark.parametrize(
    ("proxies", "told", "client"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7,10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
        (1, " 2001:DB8::0:1 ", "2001:db8::1"),
    ],
)
def test_client_stands_behind_our_own_proxies(settings, proxies, told, client):
    settings.INTERLOCAL_TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)
    assert client_address(request) == client
    assert AccountAdapter(request).get_client_ip(request) == client
