"""What a room says about the lists that it takes: columns, what is wrong with a row, what it becomes."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.lists.models import PastedList
from interlocal.kernel.exceptions import Refusal
from interlocal.web.tables import Column

Words = str | Promise


@dataclass(frozen=True)
class Given:
    """A row as it stands now: its number in the sheet, and the text of each column that the list has."""

    number: int
    values: Mapping[str, str]

    def text(self, key: str) -> str:
        """Return the text in a column; ``""`` where the list has no such column."""
        return self.values.get(key, "")


@dataclass(frozen=True)
class Twin:
    """What is there already: its words, and where it opens."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a room says about one row.

    ``title`` and ``details`` are what will be made; ``faults`` lead from a column's key (``""``: the whole
    row) to what is wrong and how to mend it; rows of one ``identity`` are one and the same; ``facts`` are
    what ``make`` needs.
    """

    title: str = ""
    details: tuple[str, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)
    twin: Twin | None = None
    identity: Hashable = None
    facts: Any = None


@dataclass(frozen=True)
class Fill:
    """A column that one value can fill where its cells are empty."""

    key: str
    label: Words
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Hand:
    """Who acts on which list, and when."""

    by: User
    pasted: PastedList
    now: datetime


@dataclass(frozen=True)
class Wanted:
    """One row to be made: its number, and the facts of its verdict."""

    row: int
    facts: Any


class RowRefused(Refusal):
    """A rule forbids one row; the message names it."""

    def __init__(self, row: int, refusal: Refusal) -> None:
        words = {"row": row, "why": refusal}
        super().__init__(_("Row %(row)d: %(why)s Nothing was saved.") % words, field=refusal.field)


def make_each(rows: Sequence[Wanted], make: Callable[[Wanted], models.Model]) -> list[models.Model]:
    """Make the rows one after another. Raises ``RowRefused``."""
    made = []
    for wanted in rows:
        try:
            made.append(make(wanted))
        except Refusal as refusal:
            raise RowRefused(wanted.row, refusal) from refusal
    return made


def take_back_each(subjects: Sequence[str], take_back: Callable[[str], object]) -> dict[str, str]:
    """Take records back one after another; return why, for those that a rule keeps."""
    kept: dict[str, str] = {}
    for subject in subjects:
        try:
            with transaction.atomic():
                take_back(subject)
        except Refusal as refusal:
            kept[subject] = str(refusal)
    return kept


class Purpose(Protocol):
    """One use of lists, in the room whose records its rows become.

    ``namespace`` is that of the room's addresses ``paste``, ``pasted``, ``pasted-columns``, ``pasted-save``
    and ``pasted-undo``; ``back`` names the address to which they belong. ``place`` stands in all of them
    before the list's own id: the record into which the rows go, where there is one.
    """

    key: str
    namespace: str
    back: str
    place: tuple[str, ...] = ()
    back_words: Words
    title: Words
    lead: Words
    columns: tuple[Column, ...]
    undo_words: Words

    def counted(self, count: int) -> str:
        """Return “3 commitments”."""

    def save_words(self, count: int) -> str:
        """Return the words of the button that saves: “Open 3 commitments”."""

    def fills(self, user: User) -> tuple[Fill, ...]:
        """Return the columns that one value may fill for all rows."""

    def judge(self, user: User, rows: Sequence[Given], now: datetime) -> Sequence[Verdict]:
        """Return a verdict for each row, in their order; the number of queries does not grow with them."""

    def make_all(self, hand: Hand, rows: Sequence[Wanted]) -> Sequence[models.Model]:
        """Make the records of all rows, in their order. Raises ``RowRefused``, which names the row."""

    def obstacles(self, subjects: Collection[str]) -> Mapping[str, str]:
        """Return why records of these public ids cannot be taken back; those that can are not in it."""

    def take_back_all(self, hand: Hand, subjects: Sequence[str]) -> Mapping[str, str]:
        """Take back records without obstacles, in this order; return why, for those that stay after all."""

    def pages_of(self, subjects: Collection[str]) -> Mapping[str, str]:
        """Return the addresses of records, by public id."""
