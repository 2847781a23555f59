"""Which row holds the headings, and which column is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise

from interlocal.web.tables.grid import Row

# How far down headings are looked for: titles and notes stand above many a list.
HEADINGS_WITHIN = 20
FEWEST_HEADINGS = 2
_NO_LETTERS = re.compile(r"[\W_]+")
_FIGURE = re.compile(r"[\s$€(+-]*\d[\d.,\s]*[)%\s]*")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Column:
    """What a column of a list can hold; ``names`` are the headings that people give it."""

    key: str
    label: str | Promise
    names: tuple[str, ...] = ()
    hint: str | Promise = ""
    is_required: bool = False
    is_long: bool = False

    def answers_to(self, heading: str) -> bool:
        """Is this what a column of that heading holds?"""
        return normalised(heading) in {normalised(name) for name in (str(self.label), *self.names)}


def normalised(heading: str) -> str:
    """Return a heading without case, marks and doubled blanks: “Due  Date:” is “due date”."""
    return _NO_LETTERS.sub(" ", heading).strip().casefold()


def guess_header(rows: Sequence[Row], columns: Sequence[Column]) -> int | None:
    """Return the number of the row that holds the headings, or ``None`` where none looks like it.

    It is the row, among the first, in which most cells are names of ``columns``; one match is enough only
    in a row that has no other cell.
    """
    best, found = 0, None
    for row in rows[:HEADINGS_WITHIN]:
        texts = [cell.text for cell in row.cells if cell.text]
        hits = sum(any(column.answers_to(text) for column in columns) for text in texts)
        if hits > best and (hits > 1 or len(texts) == 1):
            best, found = hits, row.number
    return found


def likely_header(rows: Sequence[Row]) -> int | None:
    """Return the number of the row that looks like headings in words of its own, or ``None``.

    It is the first in which every cell is another word and no number, with a number under one of them.
    """
    for row, below in pairwise(rows[: HEADINGS_WITHIN + 1]):
        texts = [cell.text for cell in row.cells if cell.text]
        if len(texts) < FEWEST_HEADINGS or len({normalised(text) for text in texts}) < len(texts):
            continue
        if any(_is_figure(text) for text in texts):
            continue
        if any(cell.text and _is_figure(below.cell(place).text) for place, cell in enumerate(row.cells)):
            return row.number
    return None


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text)) and not _YEAR.fullmatch(text)


def guess_columns(
    headings: Sequence[str], columns: Sequence[Column], remembered: Mapping[str, str]
) -> dict[int, str]:
    """Return which column each place (from 0) holds, by key: as remembered, else by its heading; each once.

    ``remembered`` leads from a normalised heading to a key, or to ``""`` for a column to be passed over.
    """
    known = {column.key for column in columns}
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        key = remembered.get(normalised(heading))
        if key in known and key not in found.values():
            found[place] = key
    for place, heading in enumerate(headings):
        if place in found or normalised(heading) in remembered:
            continue
        for column in columns:
            if column.answers_to(heading) and column.key not in found.values():
                found[place] = column.key
                break
    return found
