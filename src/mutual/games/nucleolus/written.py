"""A game in exact fractions: each cost is the decimal number that it is written as."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from mutual.games.cost_game import CostGame
from mutual.games.nucleolus.elimination import Row, is_determined
from mutual.games.nucleolus.scan import PER_HEAD, PLAIN, PROPORTIONAL

# A sum of 24 doubles is off by less than this part of the sum of their sizes.
_ROUNDING = 1e-13


class Unproved(ValueError):
    """What is given proves no split; the message says where it fails."""


@dataclass(frozen=True)
class Binding:
    """What binds at one level: groups as bit masks, and players at the bound of their own cost."""

    groups: tuple[int, ...]
    bounds: tuple[int, ...]

    @property
    def held(self) -> list[int]:
        """All of it as groups."""
        return [*self.groups, *(1 << i for i in self.bounds)]


@dataclass(frozen=True)
class Written:
    """A game with what its complaints are divided by, and whether nobody may pay more than alone.

    A cost of 0.1 is a tenth here, not the double nearest to it, so that sums which are equal on paper are.
    """

    game: CostGame
    kind: int
    bounded: bool

    @property
    def count(self) -> int:
        """How many players there are."""
        return len(self.game.players)

    @property
    def everybody(self) -> int:
        """The group of all."""
        return (1 << self.count) - 1

    def cost(self, group: int) -> Fraction:
        """Return what a group costs."""
        return Fraction(repr(float(self.game.costs[group])))

    def weight(self, group: int) -> Fraction:
        """Return what the complaint of a group is divided by."""
        if self.kind == PER_HEAD:
            return Fraction(group.bit_count())
        return abs(self.cost(group)) if self.kind == PROPORTIONAL else Fraction(1)

    def passing(
        self, shares: Row, levels: Sequence[Fraction], spans: Sequence[list[list[int]]]
    ) -> dict[int, Fraction]:
        """Return the groups that pass a level before which they were undetermined, and by how much.

        A group is judged by the first level that it passes. ``spans`` has for each stage the ``complement``
        of what was held when it began.
        """
        found = {}
        for group in self._near(shares, levels).tolist():
            rest = sum((share for i, share in enumerate(shares) if group >> i & 1), -self.cost(group))
            for level, span in zip(levels, spans, strict=False):
                passed = rest - self.weight(group) * level
                if passed > 0:
                    if not is_determined(group, span):
                        found[group] = passed
                    break
        return found

    def _near(self, shares: Row, levels: Sequence[Fraction]) -> NDArray[np.int64]:
        """Return every group that may pass the lowest level: judged in doubles, with their error."""
        paid, most = np.zeros(1), np.zeros(1)
        for share in map(float, shares):
            paid, most = np.concatenate([paid, paid + share]), most + abs(share)
        costs = self.game.costs
        allowed = self._weights() * float(min(levels, default=Fraction(0)))
        error = _ROUNDING * (most + np.abs(costs) + np.abs(allowed))
        near: NDArray[np.int64] = np.flatnonzero(paid - costs - allowed > -error)
        return near[(near > 0) & (near < self.everybody)]

    def _weights(self) -> NDArray[np.float64]:
        if self.kind == PLAIN:
            return np.ones(1)
        if self.kind == PROPORTIONAL:
            return np.abs(self.game.costs)
        return np.bitwise_count(np.arange(1 << self.count, dtype=np.uint32)).astype(np.float64)
