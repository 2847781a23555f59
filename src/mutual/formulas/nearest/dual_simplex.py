"""A small linear program in exact fractions, whose rows may be added as they are found.

Minimize ``costs . x`` for ``x >= 0`` and ``row . x <= limit`` for every row, with costs of 0 or more: the
dual simplex method starts from the slacks (C. E. Lemke, "The dual method of solving the linear programming
problem", Naval Research Logistics Quarterly 1, 1954), with the least index among equals, so that it ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

Row = list[Fraction]


@dataclass
class Program:
    """The tableau: ``rows`` hold structural columns, then one slack column a row, then the limit."""

    costs: Row
    rows: list[Row] = field(default_factory=list)
    basis: list[int] = field(default_factory=list)
    reduced: Row = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reduced = [*self.costs, Fraction(0)]

    def add(self, coefficients: Sequence[Fraction], limit: Fraction) -> None:
        """Add a row."""
        slack = len(self.reduced) - 1
        for row in (*self.rows, self.reduced):
            row.insert(-1, Fraction(0))
        new = [*coefficients, *[Fraction(0)] * (slack - len(coefficients)), Fraction(1), limit]
        for position, basic in enumerate(self.basis):
            if new[basic]:
                _subtract(new, self.rows[position], new[basic])
        self.rows.append(new)
        self.basis.append(slack)

    def solve(self) -> Row | None:
        """Return the multipliers that show there is no solution, one a row; None where there is one."""
        while True:
            leaving = min(
                (position for position, row in enumerate(self.rows) if row[-1] < 0),
                key=lambda position: self.basis[position],
                default=None,
            )
            if leaving is None:
                return None
            row = self.rows[leaving]
            below = [column for column in range(len(row) - 1) if row[column] < 0]
            if not below:
                return row[len(self.costs) : -1]
            self._pivot(leaving, min(below, key=lambda column: (self.reduced[column] / -row[column], column)))

    def point(self) -> Row:
        """Return the solution."""
        found = [Fraction(0)] * len(self.costs)
        for position, basic in enumerate(self.basis):
            if basic < len(found):
                found[basic] = self.rows[position][-1]
        return found

    def multipliers(self) -> Row:
        """Return the dual solution, one multiplier of 0 or more a row."""
        return self.reduced[len(self.costs) : -1]

    def _pivot(self, leaving: int, entering: int) -> None:
        row = self.rows[leaving]
        pivot = row[entering]
        self.rows[leaving] = row = [value / pivot for value in row]
        for other in (*self.rows, self.reduced):
            if other is not row and other[entering]:
                _subtract(other, row, other[entering])
        self.basis[leaving] = entering


def _subtract(row: Row, other: Row, times: Fraction) -> None:
    for column, value in enumerate(other):
        if value:
            row[column] -= times * value
