"""What was read: sheets of rows of cells, each cell as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.kernel.exceptions import Refusal

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60
LONGEST_CELL = 5_000


class TableUnreadable(Refusal):
    """The table cannot be taken; the message says why and what to do."""


class Trouble(StrEnum):
    """Why the text of a cell may not be what the person sees in their program."""

    FORMULA = "formula"
    ERROR = "error"
    CUT = "cut"

    @property
    def words(self) -> str:
        """What is wrong and how to mend it."""
        return str(_WORDS[self])


_WORDS = {
    Trouble.FORMULA: gettext_lazy(
        "This cell holds a formula whose result the file does not carry. Type the result here, or save the "
        "file again in Excel."
    ),
    Trouble.ERROR: gettext_lazy(
        "This cell shows an error in the spreadsheet. Type what should stand here, or leave it empty."
    ),
    Trouble.CUT: gettext_lazy("This cell is longer than 5,000 letters and was cut. Shorten it."),
}


@dataclass(frozen=True)
class Cell:
    """The text of a cell, and what is wrong with it, if anything."""

    text: str = ""
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Row:
    """One row that is not blank; ``number`` is its place in the sheet, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """Return the cell at ``index`` (from 0); beyond the last one it is empty."""
        return self.cells[index] if index < len(self.cells) else Cell()


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name and its rows, without the blank ones."""

    name: str
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


def make_cell(text: str, trouble: Trouble | None = None) -> Cell:
    """Return a cell without what a database cannot keep, without blanks at its ends, and not too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    kept = "".join(letter for letter in lines if letter >= " " or letter in "\n\t").strip()
    if len(kept) > LONGEST_CELL:
        return Cell(kept[:LONGEST_CELL], trouble or Trouble.CUT)
    return Cell(kept, trouble)


def make_sheet(name: str, rows: Iterable[tuple[int, list[Cell]]]) -> Sheet:
    """Return a sheet without its blank rows and the blank ends of rows. Raises ``TableUnreadable``."""
    kept: list[Row] = []
    for number, cells in rows:
        while cells and not cells[-1].text and cells[-1].trouble is None:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise TableUnreadable(
                _("Row %(row)d has %(count)d columns; up to %(most)d are read. Copy only those you need.")
                % {"row": number, "count": len(cells), "most": MAX_COLUMNS}
            )
        if len(kept) == MAX_ROWS:
            raise TableUnreadable(
                _("The list has more than %(most)s rows. Split it, and bring the parts one after another.")
                % {"most": f"{MAX_ROWS:,}"}
            )
        kept.append(Row(number, tuple(cells)))
    return Sheet(name, tuple(kept))


def require_rows(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets that have rows. Raises ``TableUnreadable`` where none has."""
    found = tuple(sheet for sheet in sheets if sheet.rows)
    if not found:
        raise TableUnreadable(_("There is nothing in it. Copy the rows with their headings and paste again."))
    return found
