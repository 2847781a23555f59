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


def is_through_onion(request: HttpRequest) -> bool:
    """Does the request come through the onion service, which tells nobody's address?

    Its daemon stands in our own network and before it no proxy, so that who only writes the name is not
    taken for it.
    """
    host = str(request.META.get("HTTP_HOST", "")).partition(":")[0].lower()
    is_named = bool(settings.INTERLOCAL_ONION_HOST) and host == settings.INTERLOCAL_ONION_HOST
    if not is_named or "HTTP_X_FORWARDED_FOR" in request.META:
        return False
    try:
        return ipaddress.ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_private
    except ValueError:
        return False


def is_nobodys_address(address: str) -> bool:
    """Does ``address`` stand for many: this machine (a proxy, an onion service) or none at all?"""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return True
