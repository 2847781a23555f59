"""How often somebody may try what needs no sign-in."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 3600
_SALT = "interlocal.web.limits"


def is_too_often(name: str, *, most: int, seconds: int = HOUR) -> bool:
    """Count one try under ``name``; return whether there were more than ``most`` within about ``seconds``.

    ``name`` begins with what is tried ("training.apply:") and may hold an address or a link: only a keyed
    digest of it is kept.
    """
    key = f"limit:{salted_hmac(_SALT, name, algorithm='sha256').hexdigest()}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it expired in between
        return False
