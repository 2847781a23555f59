"""What is read from a council instrument: plain, frozen values.

Two readings are equal when their content is equal: the line where something stood and the layout (the
words and white space in between) are carried for writing and for pointing at the text, and are left
out of the comparison, so the same resolution read from text, Word and PDF gives equal values.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from .layout import Layout

Kind = Literal["resolution", "ordinance", "order", "proclamation"]
PartyRole = Literal["member", "supporter"]


@dataclass(frozen=True, slots=True)
class Recital:
    """One reason: the text after WHEREAS, without the connecting "; and,"."""

    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """One operative section. `number` is None for a clause that the text does not number."""

    number: str | None
    heading: str | None
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Party:
    """A jurisdiction or regional body that the text names, with a straight apostrophe in its name."""

    name: str
    role: PartyRole


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as written. `date` is None while a part is blank or the day does not exist."""

    text: str
    date: date | None
    meaning: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    line: int = field(default=0, compare=False)

    @property
    def blanks(self) -> tuple[str, ...]:
        """The parts still to be filled in, in reading order of a calendar date."""
        parts = (("day", self.day), ("month", self.month), ("year", self.year))
        return tuple(name for name, value in parts if value is None)


@dataclass(frozen=True, slots=True)
class Signatory:
    """One sign-off: who signs, and what the signature attests.

    `role` is the office ("Presiding Officer"); `title` is the office as written, with what it is of;
    `caption` is the word above it ("ATTEST:"), None where the text has none; `name` is the person.
    """

    role: str
    attests: str
    title: str = ""
    caption: str | None = None
    name: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should check, with its line."""

    message: str
    line: int


@dataclass(frozen=True, slots=True)
class ReadInstrument:
    """A council instrument as read. Correct a field with `dataclasses.replace`, then `write_text`."""

    kind: Kind
    title: str | None
    bill_number: str | None
    resolution_number: str | None
    body: str | None
    recitals: tuple[Recital, ...]
    sections: tuple[Section, ...]
    parties: tuple[Party, ...]
    dates: tuple[ReadDate, ...]
    signatories: tuple[Signatory, ...]
    footer: str | None
    enacting_clause: str | None
    doubts: tuple[Doubt, ...] = field(default=(), compare=False)
    layout: Layout = field(default=(), compare=False, repr=False)
