"""What an evaluation is about: who joined, when, and with which figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from mutual.formulas.drivers import Drivers, When
from mutual.formulas.evaluation.arrays import ONE, Array, Mask, alike, is_exact, only
from mutual.formulas.formula import Formula
from mutual.formulas.language.expressions import Period, Span
from mutual.formulas.problems import EvaluationError, Place

MONTHS: dict[Period, int] = {"year": 12, "quarter": 3, "month": 1}


@dataclass(frozen=True)
class Reading:
    """A figure as it was given: of which driver, of whom (nobody: the group), for which period."""

    driver: str
    member: str
    period: str
    value: Fraction


@dataclass(eq=False)
class Frame:
    """Coalitions side by side: ``joined`` has a row a member and a column a coalition.

    ``month`` counts the months since the year 0 to the last of the period asked for, or is None where the
    figures have no periods. ``doubt`` marks the coalitions for which doubles did not do. ``drawn`` has
    figures that differ from column to column, before those of ``drivers``.
    """

    formula: Formula
    drivers: Drivers
    members: tuple[str, ...]
    joined: Mask
    month: int | None
    is_one: bool
    drawn: Mapping[tuple[str, When], Array] = field(default_factory=dict)
    doubt: Mask = field(init=False)
    counted: Array = field(init=False)

    def __post_init__(self) -> None:
        self.doubt = np.zeros(self.joined.shape[1], dtype=np.bool_)
        self.counted = self.joined.astype(np.float64)

    def coalition(self, index: int) -> tuple[str, ...]:
        """Return who joined in column ``index``."""
        return tuple(name for name, joined in zip(self.members, self.joined[:, index], strict=True) if joined)

    def refuse(self, message: str, wrong: Mask, place: Place) -> None:
        """Raise for the first coalition and member where ``wrong`` holds; ``{member}`` names the member."""
        affected = np.broadcast_to(wrong, (wrong.shape[0], self.joined.shape[1]))
        if wrong.shape[0] == len(self.members):
            affected = affected & self.joined
        if not affected.any():
            return
        columns = np.flatnonzero(affected.any(axis=0))
        # The smallest coalition shows the fault best.
        sizes = self.joined[:, columns].sum(axis=0)
        index = int(columns[int(np.argmin(sizes))])
        row = int(np.argmax(affected[:, index]))
        member = self.members[row] if wrong.shape[0] == len(self.members) else "the group"
        group = self.coalition(index)
        told = message.replace("{member}", member)
        raise EvaluationError(f"{told} (for {said(group)})", coalition=group, line=place.line)

    def total(self, figures: Array, mask: Mask | None = None) -> Array:
        """Return the sum over those who joined (and are in ``mask``) for each coalition."""
        among = self.joined if mask is None else self.joined & mask
        if is_exact(figures) and self.is_one:
            summed: Array = only(among, figures).sum(axis=0, keepdims=True)
            return summed
        values = figures.astype(np.float64)
        values = np.broadcast_to(values, (len(self.members), values.shape[1]))
        if values.shape[1] == 1:
            counted = self.counted if mask is None else among.astype(np.float64)
            product: Array = values.T @ counted
            return product
        return np.asarray(only(among, values).sum(axis=0, keepdims=True))

    def number(self, mask: Mask) -> Array:
        """Return how many joined and are in ``mask``, as a figure."""
        counts = (self.joined & mask).sum(axis=0, keepdims=True)
        if self.is_one:
            return np.asarray(np.frompyfunc(lambda count: Fraction(int(count)), 1, 1)(counts))
        return np.asarray(counts, dtype=np.float64)

    def parted(self, parts: Array, whole: Array) -> Array:
        """Return parts over a whole, 0 where the whole is 0."""
        one, other = alike(parts, whole)
        if is_exact(one):
            zero = other == 0
            safe = np.where(zero, ONE, other)
            return only(~zero, np.divide(one, safe))
        return np.divide(
            one, other, out=np.zeros(np.broadcast_shapes(one.shape, other.shape)), where=other != 0
        )

    def when(self, by: Period, month: int | None) -> When:
        """Return the period counted by ``by`` in which ``month`` lies."""
        if month is None:
            return When()
        year, of_year = divmod(month, 12)
        if by == "quarter":
            return When(year, quarter=of_year // 3 + 1)
        return When(year, month=of_year + 1) if by == "month" else When(year)


def earlier(month: int | None, span: Span | None) -> int | None:
    """Return the month ``span`` before."""
    if span is None or month is None:
        return month
    return month - span.count * MONTHS[span.period]


def said(group: Iterable[str]) -> str:
    """Return the members of a coalition in words."""
    return " + ".join(group) or "nobody"
