"""Rows of a working as a reader follows them: what a figure is, how it comes about, what it comes to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from interlocal.costing.studies.report.blocks import Cell, Line, Run, Table, cell, joined, words
from interlocal.costing.studies.report.numbering import Numbering
from interlocal.kernel.money import dollars_and_cents
from mutual.finance.study.amounts import cents
from mutual.finance.study.working import Kind, Row, Working

_BETWEEN: Mapping[Kind, str] = {
    "sum": " + ",
    "difference": " − ",
    "product": " × ",
    "ratio": " ÷ ",
    "power": " to the power of ",
}
# Words, and the places of the rows between them.
_SAID: Mapping[Kind, tuple[str | int, ...]] = {
    "discount": ("1 ÷ (1 + ", 0, ") for each year since the base year"),
    "rest": ("1 − ", 0),
    "less one": (0, " − 1"),
    "root": ("square root of ", 0),
    "begun": (0, " ÷ ", 1, ", rounded up to whole steps"),
    "least": ("the lesser of ", 0, " and ", 1),
    "worth": ("each year's ", 0, " × its ", 1, ", added up"),
    "level": ("each year's ", 0, " × its ", 1, ", added up, ÷ the sum of ", 1, ", to the cent"),
    "cents": (0, ", rounded to the cent"),
}
_MOST_DIGITS = 6
NO_BREAK = "\u00a0"


def steps_table(caption: str, rows: Iterable[Row], working: Working, numbers: Numbering) -> Table:
    """Return a table of rows: number, what it is, how it comes about with links, and its figures."""
    return Table(
        caption,
        ("No.", "Figure", "How it comes about", "What it comes to"),
        tuple(_step(row, working, numbers) for row in rows),
        (9, 23, 27, 41),
        is_small=True,
    )


def _step(row: Row, working: Working, numbers: Numbering) -> tuple[Cell, ...]:
    number = numbers.of(row.key)
    return (
        cell(number, mark=number),
        cell(f"{row.name}, {row.city}" if row.city else row.name),
        Cell(how(row, numbers)),
        cell(figures_of(row, working.years)),
    )


def how(row: Row, numbers: Numbering) -> Line:
    """Return how a row comes about, each figure in it a link."""
    if row.kind == "given":
        return _given(row, numbers)
    of = [words(Run(numbers.of(key), numbers.of(key))) for key in row.of]
    if row.kind in _BETWEEN:
        return joined(of, _BETWEEN[row.kind]) if len(of) > 1 else words("as ", *of[0])
    if row.kind == "growth":
        return words("(1 + ", *joined(of, ", then 1 + "), ") for each year since the base year")
    if row.kind == "split":
        rest = joined(of[1:], " + ")
        return words(*of[0], ", rounded to the cent so that ", *rest, " leaves none over")
    if row.kind == "method":
        return words(f"{row.note} From ", *joined(of, ", "), ".")
    return tuple(
        run for part in _SAID[row.kind] for run in (of[part] if isinstance(part, int) else words(part))
    )


def _given(row: Row, numbers: Numbering) -> Line:
    cells = numbers.cells_of.get(row.key, ())
    if len(cells) > 1:
        return joined([words(Run(one, one)) for one in cells], " + ")
    if cells:
        return words("as ", Run(cells[0], cells[0]))
    return words(f"middle of: {row.note}" if row.note else "as the study says")


def figures_of(row: Row, years: tuple[int, ...]) -> str:
    """Return what a row comes to: once where all years are alike, else year by year."""
    shown = [figure_of(row, value) for value in row.values]
    if len(shown) == 1:
        return shown[0]
    if len(set(shown)) == 1:
        return f"{shown[0]} each year"
    return "; ".join(_spans(shown, years))


def _spans(shown: Sequence[str], years: tuple[int, ...]) -> Iterator[str]:
    """Yield years with their figure; years that follow one another and are alike stand together."""
    first = 0
    for place in range(1, len(shown) + 1):
        if place == len(shown) or shown[place] != shown[first]:
            span = str(years[first]) if place - first == 1 else f"{years[first]} to {years[place - 1]}"
            yield f"{span}: {shown[first]}".replace(" ", NO_BREAK)
            first = place


def figure_of(row: Row, value: float) -> str:
    """Return one figure of a row as it is written: money to the cent, other figures to six digits."""
    if row.unit == "cents":
        return dollars_and_cents(int(value))
    if row.unit == "money":
        return dollars_and_cents(cents(value))
    return f"{value:,.{_MOST_DIGITS}f}".rstrip("0").rstrip(".")
