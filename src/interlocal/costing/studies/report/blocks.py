"""What a report is made of: plain values, which each kind of document writes down in its own way."""

from collections.abc import Iterable
from dataclasses import dataclass

from interlocal.web.public import Chart


@dataclass(frozen=True)
class Run:
    """A few words; ``to`` is the number of the figure to which they lead, if any."""

    text: str
    to: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` 1 stands below the title."""

    text: str
    level: int = 1
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. ``tone`` is ``note`` for small words and ``warning`` for what must not be missed."""

    line: Line
    tone: str = ""


@dataclass(frozen=True)
class Items:
    """A list without order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table. ``mark`` is the number of the figure that stands here: links lead to it."""

    line: Line
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A table with a head; ``widths`` are shares of the page, ``figures`` the columns of amounts."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    figures: frozenset[int] = frozenset()
    is_small: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing with its title; its numbers stand in a table beside it."""

    chart: Chart


Block = Heading | Paragraph | Items | Table | Picture


@dataclass(frozen=True)
class Report:
    """A document: title, what it is in pairs of words, and its blocks."""

    title: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]

    @property
    def lines(self) -> list[Line]:
        """Every line of the document, in order."""
        found: list[Line] = []
        for block in self.blocks:
            match block:
                case Paragraph():
                    found.append(block.line)
                case Items():
                    found += block.lines
                case Table():
                    found += [cell.line for row in block.rows for cell in row]
                case _:
                    pass
        return found

    @property
    def marks(self) -> list[str]:
        """The numbers of all figures to which something can lead."""
        tables = [block for block in self.blocks if isinstance(block, Table)]
        return [cell.mark for table in tables for row in table.rows for cell in row if cell.mark]


def words(*parts: str | Run) -> Line:
    """Return a line of words and links."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts if part)


def cell(*parts: str | Run, mark: str = "") -> Cell:
    """Return a cell of words and links."""
    return Cell(words(*parts), mark)


def joined(lines: Iterable[Line], between: str) -> Line:
    """Return several lines as one, with words between them."""
    found: list[Run] = []
    for line in lines:
        if found:
            found.append(Run(between))
        found += line
    return tuple(found)


def said(line: Line) -> str:
    """Return the words of a line without its links."""
    return "".join(run.text for run in line)
