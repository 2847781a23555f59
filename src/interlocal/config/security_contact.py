"""Whom to tell of a vulnerability, and until when that is right."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class SecurityContact:
    """A contact as RFC 9116 wants it, and the last day on which it counts."""

    address: str
    last_day: date


def security_contact(address: str, last_day: str) -> SecurityContact | None:
    """Return the contact that was set; ``None`` where there is none."""
    if not address and not last_day:
        return None
    parts = urlsplit(address)
    is_address = (parts.scheme == "mailto" and "@" in parts.path) or (
        parts.scheme == "https" and parts.netloc
    )
    if not is_address or not address.isprintable() or " " in address:
        raise ImproperlyConfigured("INTERLOCAL_SECURITY_CONTACT must look like mailto:security@example.org")
    try:
        return SecurityContact(address, date.fromisoformat(last_day))
    except ValueError:
        raise ImproperlyConfigured("INTERLOCAL_SECURITY_EXPIRES must be a day like 2027-06-30") from None
