"""Which coalition complains, judged exactly where doubles cannot tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mutual.games import CostGame

_NEAR = 1e-9


@dataclass(frozen=True, eq=False)
class Coalitions:
    """The costs of a game, with members in its order; nobody and all are no coalitions here."""

    game: CostGame

    def cost(self, index: int) -> Fraction:
        """Return the cost of a coalition as the table has it, exactly."""
        return Fraction(float(self.game.costs[index]))

    def sum(self, figures: Sequence[Fraction], index: int) -> Fraction:
        """Return the sum of figures of the members of a coalition."""
        return sum((figure for row, figure in enumerate(figures) if index >> row & 1), Fraction(0))

    def most_aggrieved(self, paid: Sequence[Fraction], margin: Fraction = Fraction(0)) -> int:
        """Return the coalition that pays most over its cost less ``margin``; 0 where none does."""
        sums = np.zeros(1)
        for amount in paid:
            sums = np.concatenate([sums, sums + float(amount)])
        over = sums - self.game.costs + float(margin)
        over[[0, -1]] = -np.inf
        scale = _NEAR * max(1.0, float(np.abs(self.game.costs).max()))
        worst = int(np.argmax(over))
        if over[worst] > scale:
            return worst
        doubtful = np.flatnonzero(over > -scale)
        exact = [
            (self.sum(paid, int(index)) - self.cost(int(index)) + margin, -int(index)) for index in doubtful
        ]
        found, negative = max(exact, default=(Fraction(0), 0))
        return -negative if found > 0 else 0
