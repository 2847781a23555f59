"""Counts of responses, city by reason group, with their totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

TOTAL = "total"
LARGEST = 10**9
Figures = NDArray[np.int64]


class DisclosureError(ValueError):
    """The table or the rules cannot be used; the message names the row, the column or the word."""


@dataclass(frozen=True, eq=False)
class CountTable:
    """Counts of responses by ``rows`` (cities) and ``columns`` (reason groups).

    ``counts`` has shape ``(len(rows), len(columns))`` and ``figures`` one row and one column more, the
    totals; both are read-only. The unit is one response, which falls into one row and one column.

    Raises ``DisclosureError`` naming the row and column of what is not a whole number of 0 or more.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Figures
    figures: Figures

    def __init__(self, rows: Iterable[str], columns: Iterable[str], counts: ArrayLike) -> None:
        row_names, column_names = tuple(rows), tuple(columns)
        _check_names("row", row_names)
        _check_names("column", column_names)
        table = _whole(row_names, column_names, np.asarray(counts))
        figures = np.zeros((table.shape[0] + 1, table.shape[1] + 1), dtype=np.int64)
        figures[:-1, :-1] = table
        figures[:-1, -1] = table.sum(axis=1)
        figures[-1] = figures[:-1].sum(axis=0)
        table.flags.writeable = figures.flags.writeable = False
        object.__setattr__(self, "rows", row_names)
        object.__setattr__(self, "columns", column_names)
        object.__setattr__(self, "counts", table)
        object.__setattr__(self, "figures", figures)

    @classmethod
    def from_rows(cls, rows: Mapping[str, Mapping[str, int]]) -> "CountTable":
        """Build a table from counts by city and group: ``{"Raytown": {"pay": 7, ...}, ...}``.

        Every city names the same groups. Raises ``DisclosureError``.
        """
        if not rows:
            raise DisclosureError("A table needs at least one row.")
        columns = tuple(next(iter(rows.values())))
        for row, cells in rows.items():
            odd = [name for name in (*columns, *cells) if (name in cells) != (name in columns)]
            if odd:
                raise DisclosureError(f"{row}, {odd[0]}: every row needs the same columns; this one differs.")
        counts = [[cells[name] for name in columns] for cells in rows.values()]
        return cls(rows, columns, counts)

    @property
    def total(self) -> int:
        """All responses."""
        return int(self.figures[-1, -1])

    def name(self, row: int, column: int) -> tuple[str, str]:
        """Return what a figure is called; a total in its place is ``"total"``."""
        return (*self.rows, TOTAL)[row], (*self.columns, TOTAL)[column]

    def combined(self, name: str, columns: Sequence[str]) -> "CountTable":
        """Return the table with some reason groups made one, which stands where the first of them stood.

        Raises ``DisclosureError`` for fewer than two groups, or one that the table does not have.
        """
        unknown = [column for column in columns if column not in self.columns]
        if unknown:
            raise DisclosureError(f"There is no column {unknown[0]!r} to combine.")
        if len(set(columns)) < 2:
            raise DisclosureError(f"Combining into {name!r} takes two different columns or more.")
        places = sorted({self.columns.index(column) for column in columns})
        counts = self.counts.copy()
        counts[:, places[0]] = counts[:, places].sum(axis=1)
        left = [place for place in range(len(self.columns)) if place not in places[1:]]
        names = [name if place == places[0] else self.columns[place] for place in left]
        return CountTable(self.rows, names, counts[:, left])


def _check_names(kind: str, names: tuple[str, ...]) -> None:
    if not names:
        raise DisclosureError(f"A table needs at least one {kind}.")
    for place, name in enumerate(names, start=1):
        if not str(name).strip():
            raise DisclosureError(f"The {kind} at place {place} has no name.")
        if name.strip().lower() == TOTAL:
            raise DisclosureError(f"{name!r} cannot name a {kind}: totals are worked out from the counts.")
        if name in names[: place - 1]:
            raise DisclosureError(f"The {kind} {name!r} is there twice.")


def _whole(rows: tuple[str, ...], columns: tuple[str, ...], given: NDArray[np.generic]) -> Figures:
    if given.shape != (len(rows), len(columns)):
        raise DisclosureError(
            f"{len(rows)} rows of {len(columns)} columns are named, but the counts have the shape "
            f"{given.shape}."
        )
    table = np.zeros(given.shape, dtype=np.int64)
    for place in np.ndindex(given.shape):
        value: Any = given[place]
        is_number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
        if not is_number or not 0 <= value <= LARGEST or value != int(value):
            raise DisclosureError(
                f"{rows[place[0]]}, {columns[place[1]]}: {value} is not a count of responses."
            )
        table[place] = int(value)
    return table
