"""A pack as the rooms read it: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from interlocal.partnerships.law.pack.rulebook import Key

Kept = Literal["same", "friday", "monday"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule: what it says, its figure if it takes one, and how sure it is.

    ``is_starting_value`` marks a figure that no law names. ``is_own`` marks a rule that the partnership or a
    jurisdiction set for itself, with its ``reason``.
    """

    key: Key
    words: str
    words_es: str = ""
    figure: int | None = None
    section: str = ""
    source: str = ""
    checked: date | None = None
    is_confirmed: bool = False
    is_starting_value: bool = False
    is_own: bool = False
    reason: str = ""

    def said(self, language: str) -> str:
        """Return its words in a language: Spanish where they are there, else English."""
        return self.words_es if language.startswith("es") and self.words_es else self.words

    @property
    def is_unconfirmed(self) -> bool:
        """Whether counsel has still to confirm it."""
        return not self.is_confirmed

    @property
    def cited(self) -> str:
        """The section as a sentence carries it: `` (Code 4.02)``, or nothing where there is none."""
        return f" ({self.section})" if self.section else ""


@dataclass(frozen=True)
class Ground:
    """One exception that lets a meeting be closed: its code, and what it is about in short words."""

    code: str
    words: str
    law: str = ""

    @property
    def cited(self) -> str:
        """The code with the name of its law: ``Code 4.02(1)``."""
        return f"{self.law} {self.code}".strip()


@dataclass(frozen=True, kw_only=True)
class HolidayDay:
    """A day of a ``month``: ``day``, or the ``nth`` ``weekday`` (Monday is 0; ``nth`` -1 is the last)."""

    name: str
    month: int
    day: int | None = None
    weekday: int | None = None
    nth: int = 0
    since: int = 0


@dataclass(frozen=True, kw_only=True)
class Holidays:
    """Days that some law names; ``saturday`` and ``sunday`` say when one is kept that falls on a weekend."""

    slug: str
    title: str
    section: str
    source: str
    saturday: Kept
    sunday: Kept
    is_confirmed: bool
    checked: date | None
    days: tuple[HolidayDay, ...]


@dataclass(frozen=True, kw_only=True)
class Filing:
    """Where an agreement is filed once all signed: by ``each`` party or the ``first``, of these kinds."""

    key: str
    title: str
    by: str
    kinds: tuple[str, ...]
    days: int
    section: str
    source: str
    checked: date | None
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """Another office that takes a report; one with ``words`` stands on the public page."""

    key: str
    name: str
    words: str
    words_es: str
    section: str
    source: str
    is_confirmed: bool
    checked: date | None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether somebody has still to look at the source."""
        return not self.is_confirmed

    def said(self, language: str) -> str:
        """Return its words in a language: Spanish where they are there, else English."""
        return self.words_es if language.startswith("es") and self.words_es else self.words


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Everything that one state asks. ``cites`` is how its law is cited: the letters before a section."""

    slug: str
    title: str
    states: tuple[str, ...]
    cites: str
    note: str
    rules: Mapping[Key, Rule]
    grounds: tuple[Ground, ...]
    grounds_section: str = ""
    grounds_source: str = ""
    grounds_checked: date | None = None
    grounds_confirmed: bool = False
    holidays: tuple[Holidays, ...] = ()
    filings: tuple[Filing, ...] = ()
    places: tuple[Place, ...] = ()
    procedures: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict, repr=False)
    cities: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict, repr=False)

    @property
    def is_neutral(self) -> bool:
        """Whether it is the pack of no state."""
        return not self.states
