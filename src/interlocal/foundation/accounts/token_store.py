"""Whose token a secret is. Like a session, that is asked at every request and is no act of the person."""

import hashlib
from datetime import datetime, timedelta

from interlocal.foundation.accounts.models import ApiToken

PREFIX = "interlocal_"
USED_EVERY = timedelta(minutes=10)  # how exactly the last use is kept: not every request writes


def use_token(*, secret: str, now: datetime) -> ApiToken | None:
    """Return the token of a secret with its person, if it opens anything; note that it was used."""
    if not secret.startswith(PREFIX):
        return None
    found = ApiToken.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if found is None or not found.is_good(now) or not found.user.is_active:
        return None
    if found.used_at is None or now - found.used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found


def digest_of(secret: str) -> str:
    """Return the SHA-256 of a secret: it has 256 random bits, so that no slower digest is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
