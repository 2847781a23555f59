"""The Shapley value from sampled orders of joining, for games of too many players or costs that take long."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt
from statistics import NormalDist

import numpy as np
from numba import njit
from numpy.typing import NDArray

from mutual.games.allocation import Allocation
from mutual.games.cost_game import CostGame
from mutual.games.figures import GameError, figure

Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Sampled:
    """A Shapley value from sampled orders.

    With probability ``confidence`` no share is further than its ``error`` from the exact one, for every
    player at once by Bonferroni. ``error`` supposes that means of so many orders are normal. ``guaranteed``
    supposes nothing but the range of what a player can add, and is wider; ``None`` where that range is not
    known. ``orders`` were drawn from ``seed``.
    """

    allocation: Allocation
    error: dict[str, float]
    guaranteed: dict[str, float] | None
    confidence: float
    orders: int
    seed: int

    def explained(self, player: str) -> str:
        """Return how sure a player's share is, in a sentence."""
        share, error = self.allocation[player], self.error[player]
        said = f"{player} pays about {share:,.2f}: {self.confidence:.0%} sure to within {error:,.2f}"
        if self.guaranteed is None:
            return f"{said}, if means of {self.orders:,} orders are normal."
        surely = f"{self.guaranteed[player]:,.2f}"
        return f"{said} if means of {self.orders:,} orders are normal, and to {surely} in any case."


def sampled_shapley(game: CostGame, *, orders: int, seed: int, confidence: float = 0.95) -> Sampled:
    """Return the Shapley value from ``orders`` random orders of joining and their reverses.

    What each player adds at least and at most is read off the table, so that the error is guaranteed too:
    ``sqrt(2 V L / m) + 7 R L / (3 (m - 1))`` with ``m`` orders, their variance ``V``, the range ``R``, and
    ``L = ln(4 n / (1 - confidence))``. Raises ``GameError`` for fewer than 2 orders or a confidence outside
    (0, 1). Sources: J. Castro, D. Gómez and J. Tejada, Computers and Operations Research 36 (2009); A. Maurer
    and M. Pontil, "Empirical Bernstein bounds and sample variance penalization", COLT (2009), theorem 4.
    """
    drawn = _orders(len(game.players), orders, seed, confidence)
    mean, spread = _from_orders(game.costs, drawn)
    return _sampled(game.players, mean, spread, seed, confidence, orders, marginal_ranges(game))


def marginal_ranges(game: CostGame) -> dict[str, tuple[float, float]]:
    """Return the least and the most that each player adds to the cost of any group."""
    found = {}
    for index, player in enumerate(game.players):
        pairs = game.costs.reshape(-1, 2, 1 << index)
        added = pairs[:, 1] - pairs[:, 0]
        found[player] = (float(added.min()), float(added.max()))
    return found


def sampled_shapley_of(
    players: Iterable[str],
    cost: Callable[[frozenset[str]], float],
    *,
    orders: int,
    seed: int,
    confidence: float = 0.95,
    ranges: Ranges | None = None,
) -> Sampled:
    """Return the same for any number of players whose costs a function tells; each group is asked once.

    The error is guaranteed where ``ranges`` says the least and the most that each player can add to any
    group: ``(0, its cost alone)`` where costs never fall and never rise faster than alone. Raises
    ``GameError`` too for no players, two of one name, an answer that is not a finite number, a player without
    its range, or one who was seen to add less or more.
    """
    names = tuple(players)
    if not names or len(set(names)) < len(names):
        raise GameError("A game needs players, each with a name of its own.")
    known: dict[frozenset[str], float] = {frozenset(): 0.0}

    def told(group: frozenset[str]) -> float:
        if group not in known:
            known[group] = figure(f"The cost of {' + '.join(sorted(group))}", cost(group))
        return known[group]

    bounds = None if ranges is None else _checked(ranges, names)
    drawn = _orders(len(names), orders, seed, confidence)
    added = np.zeros((orders, len(names)))
    for row, order in zip(added, drawn.tolist(), strict=True):
        for way in (order, order[::-1]):
            group: frozenset[str] = frozenset()
            for player in way:
                joined = group | {names[player]}
                amount = told(joined) - told(group)
                if bounds is not None:
                    _check_within(amount, names[player], bounds)
                row[player] += amount / 2
                group = joined
    return _sampled(names, added.mean(axis=0), added.std(axis=0, ddof=1), seed, confidence, orders, bounds)


def _checked(ranges: Ranges, names: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    found = {}
    for name in names:
        if name not in ranges:
            raise GameError(f"The range of what {name} adds is missing.")
        least, most = (figure(f"The range of what {name} adds", one) for one in ranges[name])
        if least > most:
            raise GameError(f"The range of what {name} adds ends before it begins.")
        found[name] = (least, most)
    return found


def _check_within(amount: float, name: str, bounds: Ranges) -> None:
    least, most = bounds[name]
    slack = 1e-9 * max(abs(least), abs(most))
    if not least - slack <= amount <= most + slack:
        raise GameError(f"{name} adds {amount:,.2f} to a group, outside the range that was given for it.")


def _orders(players: int, orders: int, seed: int, confidence: float) -> NDArray[np.int64]:
    if figure("The number of orders", orders) < 2 or orders % 1:
        raise GameError("At least 2 orders are needed to say how sure the shares are, a whole number.")
    if figure("The seed", seed, least=0) % 1:
        raise GameError("The seed must be a whole number of 0 or more.")
    if not 0 < confidence < 1:
        raise GameError("The confidence lies between 0 and 1.")
    return np.random.default_rng(int(seed)).permuted(np.tile(np.arange(players), (int(orders), 1)), axis=1)


def _sampled(
    players: tuple[str, ...],
    mean: NDArray[np.float64],
    spread: NDArray[np.float64],
    seed: int,
    confidence: float,
    orders: int,
    ranges: Ranges | None,
) -> Sampled:
    factor = NormalDist().inv_cdf(1 - (1 - confidence) / (2 * len(players))) / sqrt(orders)
    error = {name: float(factor * sd) for name, sd in zip(players, spread, strict=True)}
    guaranteed = None
    if ranges is not None:
        wide = log(4 * len(players) / (1 - confidence))
        guaranteed = {
            name: float(
                sd * sqrt(2 * wide / orders)
                + 7 * (ranges[name][1] - ranges[name][0]) * wide / (3 * (orders - 1))
            )
            for name, sd in zip(players, spread, strict=True)
        }
    return Sampled(Allocation(players, mean), error, guaranteed, confidence, orders, seed)


@njit(cache=True)
def _from_orders(
    costs: NDArray[np.float64], orders: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and standard deviation of the marginal costs; an order counts with its reverse."""
    count, n = orders.shape
    mean, squares = np.zeros(n), np.zeros(n)
    one = np.empty(n)
    for k in range(count):
        group = 0
        for i in range(n):
            player = orders[k, i]
            one[player] = (costs[group | (1 << player)] - costs[group]) / 2
            group |= 1 << player
        group = 0
        for i in range(n - 1, -1, -1):
            player = orders[k, i]
            one[player] += (costs[group | (1 << player)] - costs[group]) / 2
            group |= 1 << player
        for i in range(n):
            change = one[i] - mean[i]
            mean[i] += change / (k + 1)
            squares[i] += change * (one[i] - mean[i])
    return mean, np.sqrt(squares / (count - 1))
