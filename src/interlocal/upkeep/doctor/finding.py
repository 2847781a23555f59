"""What one look found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is."""

    GOOD = "good"
    SOON = "soon"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its ``name`` for programs, its ``title`` and what ``says`` for people.

    ``mend`` says what to do where it is not well.
    """

    name: str
    title: str
    state: State
    says: str
    mend: str = ""


def good(name: str, title: str, says: str) -> Finding:
    """Return that something is well."""
    return Finding(name, title, State.GOOD, says)


def soon(name: str, title: str, says: str, mend: str) -> Finding:
    """Return that something works, and wants attention before it no longer does."""
    return Finding(name, title, State.SOON, says, mend)


def broken(name: str, title: str, says: str, mend: str) -> Finding:
    """Return that something does not work."""
    return Finding(name, title, State.BROKEN, says, mend)
