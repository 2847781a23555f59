"""A formula for every coalition at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.formulas.drivers import Drivers
from mutual.formulas.evaluation.evaluating import chosen, month_of, rounded_off
from mutual.formulas.evaluation.frame import Frame
from mutual.formulas.evaluation.running import Run
from mutual.formulas.formula import Formula
from mutual.formulas.language.names import key
from mutual.formulas.problems import EvaluationError
from mutual.games import MAX_PLAYERS, CostGame

_BLOCK = 1 << 14  # coalitions at a time: what they need stays in the processor's cache


@dataclass(frozen=True, eq=False)
class Shares:
    """Who pays what in each coalition.

    ``cents`` has shape ``(2**n, n)`` and is read-only: entry ``k`` is the coalition that holds member ``i``
    exactly where bit ``i`` of ``k`` is set, as in a ``CostGame``; who did not join pays 0. ``recomputed``
    counts the coalitions that doubles left in doubt and fractions settled.
    """

    members: tuple[str, ...]
    cents: NDArray[np.int64]
    recomputed: int

    def of(self, coalition: Iterable[str]) -> dict[str, int]:
        """Return who pays what in cents when ``coalition`` joins. Raises ``KeyError`` for another name."""
        position = {key(name): row for row, name in enumerate(self.members)}
        rows = sorted(position[key(name)] for name in set(coalition))
        entry = self.cents[sum(1 << row for row in rows)]
        return {self.members[row]: int(entry[row]) for row in rows}

    def game(self) -> CostGame:
        """Return the game in which each coalition pays, in dollars, what the formula collects from it."""
        return CostGame(self.members, self.cents.sum(axis=1) / 100)


def evaluate_every_coalition(
    formula: Formula,
    drivers: Drivers,
    *,
    year: int | None = None,
    quarter: int = 4,
    members: Iterable[str] | None = None,
) -> Shares:
    """Return what ``evaluate`` says for every coalition of ``members`` (else of all), to the cent.

    Computed side by side in doubles; the few coalitions for which these could round the other way are
    computed again in fractions. Memory: 8 * n * 2**n bytes for the answer.
    Raises ``EvaluationError`` naming the smallest coalition at hand for which the formula has no answer,
    and for more than 24 members.
    """
    names = chosen(formula, drivers, members)
    if len(names) > MAX_PLAYERS:
        raise EvaluationError(f"{len(names)} members make too many coalitions; {MAX_PLAYERS} are the most.")
    month = month_of(drivers, year, quarter)
    cents = np.zeros((1 << len(names), len(names)), dtype=np.int64)
    recomputed = 0
    for start in range(1, 1 << len(names), _BLOCK):
        indices = np.arange(start, min(start + _BLOCK, 1 << len(names)))
        joined = (indices >> np.arange(len(names))[:, None] & 1).astype(np.bool_)
        frame = Frame(formula, drivers, names, joined, month, is_one=False)
        run = Run(frame, month)
        run.run()
        cents[start : start + len(indices)] = rounded_off(run).T
        for column in np.flatnonzero(frame.doubt):
            cents[indices[column]] = _again(frame, int(column))
            recomputed += 1
    cents.flags.writeable = False
    return Shares(names, cents, recomputed)


def _again(frame: Frame, column: int) -> NDArray[np.int64]:
    joined = frame.joined[:, column]
    names = frame.coalition(column)
    one = Frame(
        frame.formula,
        frame.drivers,
        names,
        np.ones((len(names), 1), dtype=np.bool_),
        frame.month,
        is_one=True,
    )
    run = Run(one, one.month)
    run.run()
    found = np.zeros(len(joined), dtype=np.int64)
    found[joined] = rounded_off(run)[:, 0]
    return found
