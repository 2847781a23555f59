"""Tables of counts in files of CSV."""

import csv
import io
import re
from dataclasses import dataclass

import numpy as np

from mutual.cli.files import FileError, called, text_of
from mutual.disclosure import CountTable, DisclosureError, Release

HIDDEN = "*"
TOTAL = "total"
FILE_FORMAT = """\
FILE is CSV, "-" reads it from standard input: a first row that names the reason groups, then a row for each
city, with the city's name first. Totals need not be there; where a row or a column is called "total" it must
add up.

  city,career,pay,schedule
  Grandview,8,6,2
  Raytown,11,7,9

A kept release (--keep, --earlier, audit) has its totals, and what was hidden in brackets: 8,6,(2),16.
"""
_MOST_DIGITS = 12
_COUNT = re.compile(r"(?P<open>\()?\s*(?P<count>\d+)\s*(?(open)\))")


@dataclass(frozen=True)
class _Cell:
    count: int
    is_hidden: bool


def read_table(name: str) -> CountTable:
    """Read counts. Raises ``FileError`` and ``DisclosureError`` naming file, row, column and word."""
    table, cells, _ = _read(name)
    for row, column, cell in cells:
        if cell.is_hidden:
            raise FileError(
                f"{name}, row {row}, column {column}: brackets mark what a kept release hides; "
                "this table needs plain counts."
            )
    return table


def read_release(name: str) -> Release:
    """Read a kept release, what was hidden in brackets. Raises as ``read_table``."""
    table, cells, totals = _read(name)
    if totals != (True, True):
        missing = "column" if not totals[1] else "row"
        raise FileError(f'{name} has no {missing} "total"; a kept release has both.')
    hidden = [[False] * (len(table.columns) + 1) for _ in range(len(table.rows) + 1)]
    places = {name: place for place, name in enumerate((*table.rows, TOTAL))}
    across = {name: place for place, name in enumerate((*table.columns, TOTAL))}
    for row, column, cell in cells:
        hidden[places[_as_total(row)]][across[_as_total(column)]] = cell.is_hidden
    return Release(table, np.array(hidden))


def written(rows: list[list[str]]) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def kept(release: Release) -> str:
    """Return a release as it is kept: every count, what was hidden in brackets."""
    return written(
        _framed(
            release.table,
            [
                [f"({value})" if hidden else str(value) for value, hidden in zip(values, marks, strict=True)]
                for values, marks in zip(release.table.figures.tolist(), release.hidden, strict=True)
            ],
        )
    )


def shown(release: Release) -> list[list[str]]:
    """Return the rows that may be given out, with the names; every hidden figure is the same mark."""
    return _framed(
        release.table,
        [[HIDDEN if figure is None else str(figure) for figure in figures] for figures in release.shown],
    )


def _framed(table: CountTable, figures: list[list[str]]) -> list[list[str]]:
    names = (*table.rows, TOTAL)
    return [
        ["city", *table.columns, TOTAL],
        *([name, *row] for name, row in zip(names, figures, strict=True)),
    ]


def _read(name: str) -> tuple[CountTable, list[tuple[str, str, _Cell]], tuple[bool, bool]]:
    """Return the table, its cells with row and column, and whether it has a row and a column of totals."""
    try:
        text, name = text_of(name), called(name)
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise FileError(f"{name} is not CSV: {error}.") from None
    filled = [
        (number, line) for number, line in enumerate(lines, start=1) if any(word.strip() for word in line)
    ]
    if len(filled) < 2 or len(filled[0][1]) < 2:
        raise FileError(
            f"{name} needs a first row that names the columns, and a row of counts for each city."
        )
    columns = [word.strip() for word in filled[0][1][1:]]
    _check_columns(name, columns)
    cells: list[tuple[str, str, _Cell]] = []
    rows: list[str] = []
    for number, line in filled[1:]:
        row = line[0].strip()
        if not row:
            raise FileError(f"{name}, row {number}: the first column needs the name of a city.")
        if _as_total(row) in map(_as_total, rows):
            raise FileError(f"{name}, row {number}: {row!r} is there twice.")
        if len(line) != len(columns) + 1:
            raise FileError(
                f"{name}, row {number} ({row}): {len(line) - 1} counts under {len(columns)} names of columns."
            )
        rows.append(row)
        for column, word in zip(columns, line[1:], strict=True):
            cells.append((row, column, _cell(f"{name}, row {number} ({row}), column {column}", word)))
    return (
        _checked(name, rows, columns, cells),
        cells,
        (TOTAL in map(_as_total, rows), TOTAL in map(_as_total, columns)),
    )


def _check_columns(name: str, columns: list[str]) -> None:
    for place, column in enumerate(columns, start=2):
        if not column:
            raise FileError(f"{name}, row 1: column {place} has no name.")
        if _as_total(column) in map(_as_total, columns[: place - 2]):
            raise FileError(f"{name}, row 1: {column!r} names two columns.")


def _cell(where: str, word: str) -> _Cell:
    found = _COUNT.fullmatch(word.strip())
    if found and len(found["count"]) > _MOST_DIGITS:
        raise FileError(f"{where}: a count of {len(found['count'])} digits is no count of responses.")
    if found:
        return _Cell(int(found["count"]), found["open"] is not None)
    if word.strip() == HIDDEN:
        raise FileError(
            f"{where}: {HIDDEN} hides the count, which a partner knows of its own row; "
            "give the file that --keep wrote."
        )
    raise FileError(f"{where}: {word.strip()!r} is not a count of responses.")


def _checked(
    name: str, rows: list[str], columns: list[str], cells: list[tuple[str, str, _Cell]]
) -> CountTable:
    """Return the table of the cells, once every total that is there adds up."""
    given = {(_as_total(row), _as_total(column)): cell.count for row, column, cell in cells}
    cities = [row for row in rows if _as_total(row) != TOTAL]
    groups = [column for column in columns if _as_total(column) != TOTAL]
    try:
        table = CountTable(cities, groups, [[given[row, column] for column in groups] for row in cities])
    except DisclosureError as error:
        raise FileError(f"{name}: {error}") from None
    for place, row in enumerate((*cities, TOTAL)):
        for across, column in enumerate((*groups, TOTAL)):
            told, right = given.get((row, column)), int(table.figures[place, across])
            if told is not None and told != right:
                raise FileError(
                    f"{name}, row {row}, column {column}: {told}, but the counts add up to {right}."
                )
    return table


def _as_total(name: str) -> str:
    return TOTAL if name.lower() == TOTAL else name
