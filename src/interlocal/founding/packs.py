"""Which states ship a pack."""

from interlocal.partnerships.law.public import NEUTRAL, pack_of_state, states_in


def slug_of(state: str) -> str:
    """Return the pack of the first state that ``state`` names and that ships one, else that of no state."""
    found = (pack_of_state(name) for name in states_in(state))
    return next((pack.slug for pack in found if pack), NEUTRAL)


def has_pack(state: str) -> bool:
    """Does a pack ship for ``state``?"""
    return slug_of(state) != NEUTRAL
