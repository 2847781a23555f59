"""Which states ship a pack, and what it brings."""

from interlocal.partnerships.instruments import public as instruments


def slug_of(state: str) -> str:
    """Return the name under which a state's pack ships: "New Mexico" is "new-mexico"."""
    return "-".join(state.casefold().split())


def has_pack(state: str) -> bool:
    """Does a pack ship for ``state``?"""
    return slug_of(state) in instruments.pack_names()
