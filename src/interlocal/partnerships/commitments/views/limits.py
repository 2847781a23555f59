"""How often somebody may try."""

from django.core.cache import cache
from django.http import HttpRequest


def is_too_often(name: str, *, most: int, seconds: int) -> bool:
    """Count one try under ``name``; return whether there were more than ``most`` within about ``seconds``."""
    key = f"commitments.limit:{name}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # it expired in between
        return False


def client_of(request: HttpRequest) -> str:
    """Return the address that asks, as the server before us names it."""
    return str(request.META.get("REMOTE_ADDR", ""))
