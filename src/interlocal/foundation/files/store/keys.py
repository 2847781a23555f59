"""What a storage key looks like: random, so that it tells nothing, and safe as a name."""

import re

_KEY = re.compile(r"[0-9a-f]{32}")


def is_key(name: str) -> bool:
    """Is ``name`` a storage key?"""
    return _KEY.fullmatch(name) is not None


def require_key(name: str) -> str:
    """Return ``name``; raises ``ValueError`` when it is no storage key."""
    if not is_key(name):
        raise ValueError(f"{name!r} is not a storage key.")
    return name
