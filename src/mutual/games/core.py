"""The core: would any group of players do better on its own?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mutual.games.cost_game import CostGame
from mutual.games.figures import figure, figure_of_each
from mutual.games.wording import amount_said, group_said


@dataclass(frozen=True)
class CoreTest:
    """What the core says about a split.

    ``group`` is the one with the strongest reason to leave and ``complaint`` what its members pay over its
    own cost (negative: what they save by staying), in the unit of the costs. ``imbalance`` is what is
    collected over the cost of all. The split is in the core when neither passes ``tolerance``. A game of one
    player has no group that could leave: ``group`` is empty and the complaint minus infinity.
    """

    is_in_core: bool
    group: tuple[str, ...]
    complaint: float
    imbalance: float
    tolerance: float

    def explained(self, unit: str = "", *, of_gains: bool = False) -> str:
        """Return the verdict in a sentence, with amounts in ``unit``, such as ``USD``.

        ``of_gains`` speaks of getting more instead of paying less.
        """
        if abs(self.imbalance) > self.tolerance:
            word = "too much" if (self.imbalance > 0) != of_gains else "too little"
            return f"Not a split of the whole: {amount_said(abs(self.imbalance), unit)} {word}."
        if not self.group:
            return "One player alone: nobody could leave."
        who, amount = group_said(self.group), amount_said(abs(self.complaint), unit)
        one = len(self.group) == 1
        if self.is_in_core:
            verb = ("gain" if of_gains else "save") + ("s" if one else "")
            return f"Stable: no group would do better alone. Closest to leaving: {who}, who {verb} {amount}."
        return f"Not stable: {Violation(self.group, self.complaint).explained(unit, of_gains=of_gains)}"


@dataclass(frozen=True)
class Violation:
    """A group that pays more than its own cost, and by how much."""

    group: tuple[str, ...]
    complaint: float

    def explained(self, unit: str = "", *, of_gains: bool = False) -> str:
        """Return it in a sentence: Grandview and Raytown together would pay $12,400 less alone."""
        who = group_said(self.group) + (" together" if len(self.group) > 1 else "")
        amount = amount_said(self.complaint, unit)
        return (
            f"{who} would get {amount} more alone." if of_gains else f"{who} would pay {amount} less alone."
        )


def core_test(game: CostGame, split: Mapping[str, float], *, tolerance: float | None = None) -> CoreTest:
    """Test whether ``split`` covers the cost of all while no group pays more than its own cost.

    Of groups that complain equally (within the tolerance) the smallest is named, then the one whose players
    come first. ``tolerance`` defaults to 1e-9 of the largest cost.

    Raises ``GameError`` when the names of ``split`` are not exactly the players, or a share or the tolerance
    is no finite number.
    Source: D. B. Gillies, "Solutions to general non-zero-sum games", Contributions to the Theory of Games
    IV (1959).
    """
    allowed = _allowed(game, tolerance)
    complaints = _complaints(game, split)
    imbalance = float(complaints[-1])
    proper = complaints[1:-1]
    if not proper.size:
        return CoreTest(abs(imbalance) <= allowed, (), -np.inf, imbalance, allowed)
    complaint = float(proper.max())
    equal = np.flatnonzero(proper >= complaint - allowed) + 1
    sizes = np.bitwise_count(equal)
    index = int(equal[sizes == sizes.min()][0])
    stable = complaint <= allowed and abs(imbalance) <= allowed
    return CoreTest(stable, game.group(index), float(complaints[index]), imbalance, allowed)


def violations(
    game: CostGame, split: Mapping[str, float], *, tolerance: float | None = None, most: int = 1000
) -> tuple[Violation, ...]:
    """Return the groups that would do better alone, the strongest complaint first, at most ``most`` of them.

    Raises ``GameError`` as ``core_test`` does.
    """
    return violations_and_count(game, split, tolerance=tolerance, most=most)[0]


def violations_and_count(
    game: CostGame, split: Mapping[str, float], *, tolerance: float | None = None, most: int = 1000
) -> tuple[tuple[Violation, ...], int]:
    """Return ``violations``, and how many there are in all."""
    allowed = _allowed(game, tolerance)
    complaints = _complaints(game, split)[:-1]
    passing = np.flatnonzero(complaints > allowed)
    ordered = passing[np.argsort(-complaints[passing], kind="stable")][:most]
    named = tuple(Violation(game.group(int(index)), float(complaints[index])) for index in ordered)
    return named, len(passing)


def _allowed(game: CostGame, tolerance: float | None) -> float:
    if tolerance is None:
        return 1e-9 * game.largest
    return figure("The tolerance", tolerance, least=0)


def _complaints(game: CostGame, split: Mapping[str, float]) -> NDArray[np.float64]:
    """Return what every group pays over its own cost, shape ``(2**n,)``."""
    paid = np.zeros(1)
    for amount in figure_of_each("split", split, game.players):
        paid = np.concatenate([paid, paid + amount])
    return paid - game.costs
