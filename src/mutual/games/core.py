"""The core: would any group of players do better on its own?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mutual.games.cost_game import CostGame, GameError


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
        if not self.group:
            return "One player alone: nobody could leave."
        named = f" {unit}" if unit else ""
        who, amount = _said(self.group), f"{abs(self.complaint):,.2f}{named}"
        if abs(self.imbalance) > self.tolerance:
            word = "too much" if (self.imbalance > 0) != of_gains else "too little"
            return f"Not a split of the whole: {abs(self.imbalance):,.2f}{named} {word}."
        verb, together = ("gain" if of_gains else "save"), ""
        if len(self.group) == 1:
            verb += "s"
        else:
            together = " together"
        if self.is_in_core:
            return f"Stable: no group would do better alone. Closest to leaving: {who}, who {verb} {amount}."
        if of_gains:
            return f"Not stable: {who}{together} would get {amount} more alone."
        return f"Not stable: {who}{together} would pay {amount} less alone."


@dataclass(frozen=True)
class Violation:
    """A group that pays more than its own cost, and by how much."""

    group: tuple[str, ...]
    complaint: float


def core_test(game: CostGame, split: Mapping[str, float], *, tolerance: float | None = None) -> CoreTest:
    """Test whether ``split`` covers the cost of all while no group pays more than its own cost.

    Of groups that complain equally (within the tolerance) the smallest is named, then the one whose players
    come first. ``tolerance`` defaults to 1e-9 of the largest cost.

    Raises ``GameError`` when the names of ``split`` are not exactly the players.
    Source: D. B. Gillies, "Solutions to general non-zero-sum games", Contributions to the Theory of Games
    IV (1959).
    """
    if set(split) != set(game.players):
        odd = sorted(set(split) ^ set(game.players))
        raise GameError(f"A split names each player once; {odd[0]!r} is missing or unknown.")
    allowed = 1e-9 * float(np.abs(game.costs).max()) if tolerance is None else tolerance
    paid = np.zeros(1)
    for player in game.players:
        paid = np.concatenate([paid, paid + split[player]])
    complaints = paid - game.costs
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

    Raises ``GameError`` when the names of ``split`` are not exactly the players.
    """
    allowed = core_test(game, split, tolerance=tolerance).tolerance
    paid = np.zeros(1)
    for player in game.players:
        paid = np.concatenate([paid, paid + split[player]])
    complaints = (paid - game.costs)[:-1]
    passing = np.flatnonzero(complaints > allowed)
    ordered = passing[np.argsort(-complaints[passing], kind="stable")][:most]
    return tuple(Violation(game.group(int(index)), float(complaints[index])) for index in ordered)


def _said(group: tuple[str, ...]) -> str:
    return group[0] if len(group) == 1 else f"{', '.join(group[:-1])} and {group[-1]}"
