"""Who asks, as far as the network tells."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the network address that asks: what every rate limit counts by.

    Each of the ``INTERLOCAL_TRUSTED_PROXIES`` proxies before us adds to ``X-Forwarded-For`` whom it was asked
    by; what stands further left anybody may have written. Without proxies of our own, or where the list is
    shorter than they would make it or holds no address there, it is whoever is connected.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.INTERLOCAL_TRUSTED_PROXIES
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    if not 0 < proxies <= len(told):
        return connected
    try:
        return str(ipaddress.ip_address(told[-proxies].strip()))
    except ValueError:
        return connected
