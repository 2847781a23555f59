"""How often somebody may try what needs no sign-in."""

from django.core.cache import cache

HOUR = 3600


def is_too_often(name: str, *, most: int, seconds: int = HOUR) -> bool:
    """Count one try under ``name``; return whether there were more than ``most`` within about ``seconds``."""
    key = f"training.limit:{name}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it expired in between
        return False
