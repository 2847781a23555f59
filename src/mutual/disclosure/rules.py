"""What must not be shown whatever else is: small counts, small remainders, answers that all gave."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mutual.disclosure.count_table import TOTAL, CountTable, DisclosureError, Figures

Marks = NDArray[np.bool_]
Place = tuple[int, int]


class Reason(StrEnum):
    """Why a figure is hidden."""

    THRESHOLD = "threshold"
    UNANIMITY = "unanimity"
    REMAINDER = "remainder"
    CITIES = "cities"
    GROWTH = "growth"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The parameters of a safe table.

    ``threshold``: a figure below it is hidden, 0 like all others; so is one that leaves less than that of its
    total. ``width``: the least distance between the smallest and the largest value that any attacker can give
    a hidden figure. ``cities``: the fewest cities with responses of which a pooled figure is shown.
    ``new_responses``: the fewest that a release adds to the one before. ``growth``: a figure that an earlier
    release shows is shown again only when it grew by at least that; by default as ``threshold``; 0 asks
    nothing of growth.

    Source of the defaults: the practice of survey vendors (groups under five), and T. Dalenius and S. Reiss,
    A. Hundepool et al., "Statistical Disclosure Control" (2012), chapter 4, for what they leave out.
    """

    threshold: int = 5
    width: int = 5
    cities: int = 3
    new_responses: int = 10
    growth: int | None = None

    def __post_init__(self) -> None:
        least = {"threshold": 1, "width": 1, "cities": 1, "new_responses": 0, "growth": 0}
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "growth" and value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, int) or value < least[field.name]:
                raise DisclosureError(
                    f"{field.name} must be a whole number of {least[field.name]} or more, not {value!r}."
                )

    @property
    def least_growth(self) -> int:
        """What a figure shown before must have grown by to be shown again."""
        return self.threshold if self.growth is None else self.growth


@dataclass(frozen=True, eq=False)
class Release:
    """A table as it was given out: ``hidden`` marks its figures, totals too, that were not shown.

    Shape ``(rows + 1, columns + 1)``, read-only. It holds the exact counts and stays sealed; ``shown`` is
    what was given out.
    """

    table: CountTable
    hidden: Marks

    def __post_init__(self) -> None:
        marks = np.array(self.hidden, dtype=np.bool_)
        if marks.shape != self.table.figures.shape:
            raise DisclosureError(
                f"A table of the shape {self.table.figures.shape} with its totals cannot have marks of "
                f"the shape {marks.shape}."
            )
        marks.flags.writeable = False
        object.__setattr__(self, "hidden", marks)

    @property
    def shown(self) -> tuple[tuple[int | None, ...], ...]:
        """The figures row by row with their totals, ``None`` for every hidden one."""
        return tuple(
            tuple(None if mark else int(value) for value, mark in zip(values, marks, strict=True))
            for values, marks in zip(self.table.figures, self.hidden, strict=True)
        )


def naive(table: CountTable, rules: Rules) -> Marks:
    """Return what a threshold alone would show: every figure that is not below it."""
    shown: Marks = table.figures >= rules.threshold
    return shown


def primary(table: CountTable, rules: Rules, earlier: Sequence[Release] = ()) -> dict[Place, Reason]:
    """Return the figures that the rules hide by themselves, each with the first rule that hides it.

    ``earlier`` releases have the rows and columns of ``table`` (see ``aligned``).
    """
    figures = table.figures
    places: list[Place] = list(np.ndindex(figures.shape[0], figures.shape[1]))
    reasons = {place: Reason.THRESHOLD for place in places if figures[place] < rules.threshold}
    for place in places:
        if place not in reasons and _is_unanimous(figures, place):
            reasons[place] = Reason.UNANIMITY
    for place in places:
        if place not in reasons and _leaves_few(figures, place, rules.threshold, reasons):
            reasons[place] = Reason.REMAINDER
    if int((figures[:-1, -1] > 0).sum()) < rules.cities:
        pooled = [place for place in places if place[0] == len(table.rows)]
        reasons |= {place: Reason.CITIES for place in pooled if place not in reasons}
    for release in earlier:
        for place in places:
            grown = figures[place] - release.table.figures[place]
            if not release.hidden[place] and grown < rules.least_growth:
                reasons.setdefault(place, Reason.GROWTH)
    return reasons


def _is_unanimous(figures: Figures, place: Place) -> bool:
    """Did all of a row, or all but one, give this answer? Where there is but one that says nothing."""
    row, column = place
    is_answer = column < figures.shape[1] - 1 and figures.shape[1] > 2
    return is_answer and bool(figures[place] >= figures[row, -1] - 1)


def _leaves_few(figures: Figures, place: Place, threshold: int, reasons: dict[Place, Reason]) -> bool:
    """Would a shown figure leave a small remainder of a shown total, in its row or in its column?"""
    row, column = place
    totals = []
    if column < figures.shape[1] - 1 and figures.shape[1] > 2:
        totals.append((row, figures.shape[1] - 1))
    if row < figures.shape[0] - 1 and figures.shape[0] > 2:
        totals.append((figures.shape[0] - 1, column))
    return any(total not in reasons and figures[total] - figures[place] < threshold for total in totals)


def aligned(release: Release, table: CountTable) -> Release:
    """Return an earlier release with the rows and columns of ``table``, in its order.

    A city that the earlier release did not have had no responses in it, which everybody knows: its figures
    stand there as shown zeros. Raises ``DisclosureError`` for other columns, for a row that is no longer
    there, and for a count that became smaller, since a later table holds the earlier responses.
    """
    before = release.table
    odd = [
        name
        for name in (*before.columns, *table.columns)
        if (name in before.columns) != (name in table.columns)
    ]
    if odd:
        raise DisclosureError(
            f"The earlier release and this table need the same columns: {odd[0]!r} is in one alone."
        )
    gone = [name for name in before.rows if name not in table.rows]
    if gone:
        raise DisclosureError(
            f"The earlier release has the row {gone[0]!r}; a later table holds the earlier responses too."
        )
    columns = [before.columns.index(name) for name in table.columns]
    counts = np.zeros(table.counts.shape, dtype=np.int64)
    hidden = np.zeros(table.figures.shape, dtype=np.bool_)
    places = [
        (place, before.rows.index(name)) for place, name in enumerate(table.rows) if name in before.rows
    ]
    for place, old in [*places, (len(table.rows), len(before.rows))]:
        hidden[place] = release.hidden[old][[*columns, len(columns)]]
        if place < len(table.rows):
            counts[place] = before.counts[old][columns]
    for row, column in np.argwhere(table.counts < counts):
        raise DisclosureError(
            f"{', '.join(table.name(row, column))}: {table.counts[row, column]} now, but "
            f"{counts[row, column]} in an earlier release; a later table holds the earlier responses too."
        )
    return Release(CountTable(table.rows, table.columns, counts), hidden)


def named(table: CountTable, place: Place) -> str:
    """Return a figure in words: ``"pay in Raytown"``, ``"all of Raytown"``, ``"pay in all cities"``."""
    row, column = table.name(*place)
    if column == TOTAL:
        return "the grand total" if row == TOTAL else f"the total of {row}"
    return f"the total of {column}" if row == TOTAL else f"{column} in {row}"
