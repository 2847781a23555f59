"""Games from what drives a cost: each part says what it costs for the summed drivers of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mutual.games.cost_game import CostGame, GameError

Amounts = NDArray[np.float64]
Number: TypeAlias = float | Amounts  # an array broadcasts against the drivers: one figure a draw, say


class Part(Protocol):
    """One part of a cost."""

    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the cost for each summed driver, any shape; 0 where there is none of it."""


@dataclass(frozen=True)
class Fixed:
    """The same amount for every group that has any of the driver: one building, one director."""

    amount: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount wherever the driver is not 0."""
        return np.where(amounts > 0, self.amount, 0.0)


@dataclass(frozen=True)
class Rate:
    """An amount for each unit of the driver: what nobody saves by sharing."""

    amount: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times the driver."""
        return self.amount * amounts


@dataclass(frozen=True)
class Step:
    """An amount for each begun ``size`` of the driver: one instructor for every 20 seats."""

    amount: Number
    size: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times the begun steps; a billionth of a step is taken for rounding."""
        return self.amount * np.ceil(amounts / self.size - 1e-9)


@dataclass(frozen=True)
class Elastic:
    """``amount`` at ``reference`` of the driver, growing as its power ``elasticity``; below 1 size saves."""

    amount: Number
    reference: Number
    elasticity: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times (driver / reference) to the elasticity."""
        return np.where(amounts > 0, self.amount * (amounts / self.reference) ** self.elasticity, 0.0)


@dataclass(frozen=True)
class Pooled:
    """Capacity for what varies: the mean, and a reserve that grows with the root of it.

    ``amount`` for each unit of ``driver + reserve * sqrt(driver)``: independent peaks do not fall together,
    so a pool needs less reserve than its members apart (the square-root staffing rule, W. Whitt 1992).
    """

    amount: Number
    reserve: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times the capacity."""
        return self.amount * (amounts + self.reserve * np.sqrt(amounts))


def game_from_drivers(drivers: Mapping[str, Mapping[str, float]], parts: Sequence[Part]) -> CostGame:
    """Return the game in which a group pays every part for the sum of its members' drivers.

    ``drivers`` has an amount of 0 or more for each driver and player: ``{"calls": {"Raytown": 9_000, ...}}``.
    Raises ``GameError`` naming the driver and player that is missing, negative, or the part whose driver is.
    """
    if not drivers or not parts:
        raise GameError("A game needs at least one driver and one part of its cost.")
    players = tuple(next(iter(drivers.values())))
    sums = {name: _sums(name, players, amounts) for name, amounts in drivers.items()}
    costs = np.zeros(1 << len(players))
    for part in parts:
        if part.driver not in sums:
            raise GameError(f"A part of the cost follows {part.driver!r}, which no driver is called.")
        costs += part.cost(sums[part.driver])
    costs[0] = 0.0
    return CostGame(players, costs)


def _sums(driver: str, players: Sequence[str], amounts: Mapping[str, float]) -> Amounts:
    odd = sorted(set(players) ^ set(amounts))
    if odd:
        raise GameError(f"The driver {driver!r} has no amount for {odd[0]!r}, or should not have one.")
    total = np.zeros(1)
    for player in players:
        amount = amounts[player]
        if not 0 <= amount < np.inf:
            raise GameError(f"The driver {driver!r} of {player!r} must be a number of 0 or more.")
        total = np.concatenate([total, total + amount])
    return total
