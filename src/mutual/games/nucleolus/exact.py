"""The stages of the nucleolus in exact fractions, for costs that doubles cannot tell apart.

The same programs as in ``simplex``, with the same first basis, and nothing rounded: slow, and never in doubt.
Of equally good columns the first is taken, which cannot cycle (R. Bland 1977).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from mutual.games.nucleolus.elimination import Row, complement, independent, is_determined, solution_of
from mutual.games.nucleolus.written import Binding, Unproved, Written

_JOINING = 60  # so many of the groups that pass join at a time
_FLAT = 30  # pivots without progress before the first column is taken


@dataclass
class _Stage:
    """One linear program. A column is a group, or ``-1 - i`` for the bound of player ``i``."""

    written: Written
    held: dict[int, Fraction]
    free: Sequence[int]
    columns: list[int] = field(init=False)
    inverse: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        n, everybody = self.written.count, self.written.everybody
        alone = independent(n, [*self.held, *(1 << i for i in range(n))])[len(self.held) :]
        self.columns = [*self.held, *alone, everybody ^ alone[0]]
        size = n + 1
        vectors = [self._vector(code, j < len(self.held)) for j, code in enumerate(self.columns)]
        rows = [[vector[i] for vector in vectors] for i in range(size)]
        units = [[Fraction(i == j) for i in range(size)] for j in range(size)]
        solved = [solution_of([[*row, unit[i]] for i, row in enumerate(rows)], size) or [] for unit in units]
        self.inverse = [[solved[j][i] for j in range(size)] for i in range(size)]

    def _vector(self, code: int, is_held: bool) -> Row:
        sign = 1 if is_held else -1
        group = code if code >= 0 else 1 << (-1 - code)
        weight = Fraction(0) if is_held or code < 0 else self.written.weight(code)
        return [weight, *(Fraction(sign * (group >> i & 1)) for i in range(self.written.count))]

    def solve(self) -> tuple[Fraction, Row, Binding]:
        """Return the level, one best split, and what binds in every best split."""
        flat = 0
        while True:
            level, *split = self._prices()
            entering = self._entering(level, split, first=flat > _FLAT)
            if entering is None:
                return level, split, self._binding()
            vector = self._vector(entering, is_held=False)
            direction = [sum(map(Fraction.__mul__, row, vector), Fraction(0)) for row in self.inverse]
            leaving = min(
                (j for j in range(len(self.held), len(direction)) if direction[j] > 0),
                key=lambda j: (self.inverse[j][0] / direction[j], self.columns[j]),
                default=None,
            )
            if leaving is None:
                raise Unproved("In every split somebody pays more than alone.")
            flat = 0 if self.inverse[leaving][0] else flat + 1
            self._exchange(leaving, entering, direction)

    def _prices(self) -> Row:
        prices = [Fraction(0)] * len(self.columns)
        for j, (code, row) in enumerate(zip(self.columns, self.inverse, strict=True)):
            if j < len(self.held):
                amount = self.held[code]
            else:
                amount = -self.written.cost(code if code >= 0 else 1 << (-1 - code))
            prices = [price + amount * value for price, value in zip(prices, row, strict=True)]
        return prices

    def _entering(self, level: Fraction, split: Row, *, first: bool) -> int | None:
        found, most = None, Fraction(0)
        for code in self._candidates():
            group = code if code >= 0 else 1 << (-1 - code)
            passed = sum(
                (share for i, share in enumerate(split) if group >> i & 1), -self.written.cost(group)
            )
            if code >= 0:
                passed -= self.written.weight(group) * level
            if passed > most:
                found, most = code, passed
                if first:
                    break
        return found

    def _candidates(self) -> Iterable[int]:
        yield from range(-self.written.count if self.written.bounded else 0, 0)
        yield from self.free

    def _exchange(self, leaving: int, entering: int, direction: Row) -> None:
        self.columns[leaving] = entering
        pivot = [value / direction[leaving] for value in self.inverse[leaving]]
        self.inverse = [
            pivot
            if j == leaving
            else ([a - direction[j] * b for a, b in zip(row, pivot, strict=True)] if direction[j] else row)
            for j, row in enumerate(self.inverse)
        ]

    def _binding(self) -> Binding:
        codes = [
            code for j, code in enumerate(self.columns) if j >= len(self.held) and self.inverse[j][0] > 0
        ]
        return Binding(tuple(code for code in codes if code >= 0), tuple(-1 - c for c in codes if c < 0))


def exact_bindings(written: Written, likely: Iterable[int] = ()) -> list[Binding]:
    """Return what binds at each level of a game; ``likely`` groups are looked at from the start.

    Raises ``Unproved`` where the players alone cost less than all together, be it by a rounding.
    """
    n, everybody = written.count, written.everybody
    listed = {group for i in range(n) for group in (1 << i, everybody ^ (1 << i))} | set(likely)
    listed -= {0, everybody}
    while True:
        split, levels, spans, found = _stages(written, sorted(listed))
        passing = written.passing(split, levels, spans)
        if not passing:
            return found
        listed |= set(sorted(passing, key=lambda group: -passing[group])[:_JOINING])


def _stages(
    written: Written, listed: Sequence[int]
) -> tuple[Row, list[Fraction], list[list[list[int]]], list[Binding]]:
    """Return the split, and for each stage its level, the ``complement`` of what was held, and what binds."""
    n = written.count
    held = {written.everybody: written.cost(written.everybody)}
    split: Row = [held[written.everybody]] * n  # what one player alone pays
    levels, spans, found = [], [], []
    while len(held) < n:
        span = complement(n, list(held))
        free = [group for group in listed if not is_determined(group, span)]
        level, split, binding = _Stage(written, held, free).solve()
        for group in independent(n, [*held, *binding.held])[len(held) :]:
            held[group] = sum((share for i, share in enumerate(split) if group >> i & 1), Fraction(0))
        levels.append(level)
        spans.append(span)
        found.append(binding)
    return split, levels, spans, found
