"""At which address passkeys can be used, and whether a browser answered there (WebAuthn, 7.1 and 7.2)."""

import base64
import binascii
import json
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.utils.crypto import salted_hmac

from interlocal.web.origins import origin_of

MOST_PASSKEYS = 10


def handle_of(passkey: Authenticator) -> str:
    """Return what addresses call a passkey: no number of a row."""
    return salted_hmac("accounts.passkey", str(passkey.pk), algorithm="sha256").hexdigest()[:24]


def relying_party_of(base_url: str) -> str:
    """Return the host that passkeys belong to; empty where browsers allow none.

    Browsers ask for https with a name, no number; http counts on the machine itself, as ``localhost``.
    """
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return "" if _is_number(host) else host
    return host if parts.scheme == "http" and host == "localhost" else ""


def is_said_at(credential: Mapping[str, Any], base_url: str) -> bool:
    """Did the browser answer on a page of ``base_url`` itself, not of another port, host or frame?"""
    try:
        told = credential["response"]["clientDataJSON"]
        said = json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)))
        origin, is_elsewhere = said["origin"], said.get("crossOrigin", False)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, binascii.Error):
        return False
    return isinstance(origin, str) and origin == origin_of(base_url) and not is_elsewhere


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
