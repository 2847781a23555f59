"""Sign-ins that failed: told to the log at once, and to the audit book with the next one that succeeds.

A count is kept for what was typed as an address, whether it has an account or not: so no answer takes longer
for one that has, and whoever guesses fills no book.
"""

import logging
from collections.abc import Mapping

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from interlocal.foundation.accounts.models.users import normal_email

COUNTED_SECONDS = 7 * 24 * 60 * 60
_security = logging.getLogger("interlocal.security")


def note_failed(
    request: HttpRequest | None, *, how: str, email: str = "", more: Mapping[str, str | int] | None = None
) -> None:
    """Log that somebody was not let in, without whom; count it for ``email``, where one is known.

    ``more`` is for who runs the installation: never what somebody typed, never what is secret.
    """
    _security.warning("sign-in failed", extra={"request": request, "fields": {"how": how, **(more or {})}})
    if email and not cache.add(_key(email), 1, COUNTED_SECONDS):
        try:
            cache.incr(_key(email))
        except ValueError:  # it expired in between
            cache.set(_key(email), 1, COUNTED_SECONDS)


def note_held_back(request: HttpRequest | None, *, how: str) -> None:
    """Log that somebody tried too often."""
    _security.warning("limit reached", extra={"request": request, "fields": {"limit": how}})


def note_signed_in(request: HttpRequest, *, how: list[str]) -> None:
    """Log that somebody was let in, without whom: the audit book says that."""
    _security.info("signed in", extra={"request": request, "fields": {"how": how}})


def failed_before(email: str) -> int:
    """Return how often signing in to ``email`` failed in the week before, and begin to count anew."""
    count = int(cache.get(_key(email), 0))
    if count:
        cache.delete(_key(email))
    return count


def _key(email: str) -> str:
    return f"failed:{salted_hmac('accounts.attempts', normal_email(email), algorithm='sha256').hexdigest()}"
