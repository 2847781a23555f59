"""Solutions and core tests of many small games at once: one a row."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from mutual.games.charges import equal_nonseparable, proportional_charge, scrb
from mutual.games.cost_game import CostGame, tables_of
from mutual.games.figures import GameError
from mutual.games.nucleolus import nucleolus_of_many, per_capita_nucleolus, proportional_nucleolus
from mutual.games.shapley import weights_by_size
from mutual.games.solution import Solution
from mutual.games.tau import tau_value

Table = NDArray[np.float64]


@dataclass(frozen=True)
class CoreTests:
    """What the core says about a split of each of many games; every array has one entry a game.

    ``groups`` is the group (a bit mask, as the place in ``CostGame.costs``) with the strongest reason to
    leave and ``complaints`` what its members pay over its own cost; 0 and minus infinity for games of one
    player. ``by_player`` has shape ``(games, n)``: the strongest complaint of a group that holds the player.
    """

    is_in_core: NDArray[np.bool_]
    groups: NDArray[np.int64]
    complaints: Table
    by_player: Table
    imbalances: Table
    tolerances: Table


def core_test_of_many(costs: ArrayLike, splits: ArrayLike, *, tolerance: float | None = None) -> CoreTests:
    """Test each row of ``splits``, shape ``(games, n)``, in the game of the same row of ``costs``.

    ``costs`` has shape ``(games, 2**n)``. The verdicts are those of ``core_test``: of groups that complain
    equally (within the tolerance) the smallest is named, then the one whose players come first. The tolerance
    defaults to 1e-9 of the largest cost of each game. Raises ``GameError`` for other shapes or figures that
    are not finite.
    """
    tables, players = tables_of(costs)
    shares = np.ascontiguousarray(splits, dtype=np.float64)
    if shares.shape != (len(tables), players):
        raise GameError(
            f"{len(tables)} games of {players} players need splits of shape {(len(tables), players)}, "
            f"not {shares.shape}."
        )
    if not np.isfinite(shares).all():
        row = int(np.flatnonzero(~np.isfinite(shares).all(axis=1))[0])
        raise GameError(f"The split of game {row} has a share that is not a finite number.")
    allowed = (
        1e-9 * np.abs(tables).max(axis=1, initial=0)
        if tolerance is None
        else np.full(len(tables), float(tolerance))
    )
    groups, complaints, by_player, imbalances = _tested(players, tables, shares, allowed)
    stable = (complaints <= allowed) & (np.abs(imbalances) <= allowed)
    return CoreTests(stable, groups, complaints, by_player, imbalances, allowed)


@njit(cache=True)
def _tested(
    n: int, tables: Table, splits: Table, allowed: NDArray[np.float64]
) -> tuple[NDArray[np.int64], Table, Table, Table]:
    games, full = tables.shape[0], (1 << n) - 1
    groups, complaints = np.zeros(games, np.int64), np.full(games, -np.inf)
    by_player, imbalances = np.full((games, n), -np.inf), np.empty(games)
    rest, heads = np.zeros(full + 1), np.zeros(full + 1, np.int64)
    for k in range(1, full + 1):
        heads[k] = heads[k >> 1] + (k & 1)
    for g in range(games):
        _complaints(n, tables[g], splits[g], rest)
        imbalances[g] = rest[full]
        if n > 1:
            k = _smallest(rest, heads, rest[1:full].max() - allowed[g])
            groups[g], complaints[g] = k, rest[k]
            _of_each(rest, by_player[g])
    return groups, complaints, by_player, imbalances


@njit(cache=True)
def _complaints(
    n: int, table: NDArray[np.float64], split: NDArray[np.float64], out: NDArray[np.float64]
) -> None:
    out[0] = 0.0
    for i in range(n):
        half = 1 << i
        for k in range(half):
            out[half + k] = out[k] + split[i]
    for k in range(out.shape[0]):
        out[k] -= table[k]


@njit(cache=True)
def _smallest(rest: NDArray[np.float64], heads: NDArray[np.int64], least: float) -> int:
    """Return the smallest group, and the first of equally small ones, that complains so much."""
    found, size = 0, rest.shape[0]
    for k in range(1, rest.shape[0] - 1):
        if rest[k] >= least and heads[k] < size:
            found, size = k, heads[k]
    return found


@njit(cache=True)
def _of_each(rest: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Write the strongest complaint of a group that holds each player, the group of all left out."""
    for i in range(out.shape[0]):
        for k in range(1, rest.shape[0] - 1):
            if (k >> i) & 1:
                out[i] = max(out[i], rest[k])


def shapley_of_many(costs: ArrayLike) -> Table:
    """Return the Shapley value of each game, shape ``(games, n)``, for costs of shape ``(games, 2**n)``.

    Exact but for rounding, as ``shapley``. Raises ``GameError`` for another shape or figures that are not
    finite.
    """
    tables, players = tables_of(costs)
    masks = np.arange(tables.shape[1])
    weights = weights_by_size(players)[np.bitwise_count(masks)]
    holds = (masks[:, np.newaxis] >> np.arange(players)) & 1
    # Not a matrix product: its last bits would follow the number of rows, and with it how work is cut up.
    sums = np.einsum("gk,ki->gi", tables, weights[:, np.newaxis] * holds)
    found: Table = sums + ((tables[:, -1] - sums.sum(axis=1)) / players)[:, np.newaxis]
    return found


def _one_by_one(solve: Callable[[CostGame], Solution]) -> Callable[[ArrayLike], Table]:
    def solved(costs: ArrayLike) -> Table:
        tables, players = tables_of(costs)
        names = [str(number) for number in range(players)]
        found = np.full((len(tables), players), np.nan)
        for row, table in zip(found, tables, strict=True):
            allocation = solve(CostGame(names, table)).allocation
            if allocation is not None:
                row[:] = allocation.amounts
        return found

    return solved


SOLUTIONS: dict[str, Callable[[ArrayLike], Table]] = {
    "shapley": shapley_of_many,
    "nucleolus": nucleolus_of_many,
    "prenucleolus": lambda costs: nucleolus_of_many(costs, bounded=False),
    "per_capita_nucleolus": _one_by_one(per_capita_nucleolus),
    "proportional_nucleolus": _one_by_one(proportional_nucleolus),
    "scrb": _one_by_one(scrb),
    "equal_nonseparable": _one_by_one(lambda game: Solution("", equal_nonseparable(game))),
    "tau": _one_by_one(tau_value),
    "proportional": _one_by_one(proportional_charge),
}


def solution_of_many(name: str, costs: ArrayLike) -> Table:
    """Return the solution called ``name`` (a key of ``SOLUTIONS``) of each game, shape ``(games, n)``.

    Rows of games that have no such solution are NaN. Raises ``GameError`` for an unknown name, another shape
    or figures that are not finite.
    """
    if name not in SOLUTIONS:
        raise GameError(f"There is no solution called {name!r}; there are {', '.join(SOLUTIONS)}.")
    return SOLUTIONS[name](costs)
