"""Games from what drives a cost: each part says what it costs for the summed drivers of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mutual.games.cost_game import CostGame, check_players
from mutual.games.figures import GameError, figure_of_each, least_of

Amounts = NDArray[np.float64]
Number: TypeAlias = float | Amounts  # an array broadcasts against the drivers: one figure a draw, say


class Part(Protocol):
    """One part of a cost."""

    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the cost for each summed driver, any shape; 0 where there is none of it."""


class _Checked:
    """A part whose figures are looked at when it is made."""

    driver: str
    _positive: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        for name, given in vars(self).items():
            if name == "driver":
                continue
            what = f"The {name} of the {type(self).__name__.lower()} part that follows {self.driver!r}"
            if least_of(what, given) <= 0 and name in self._positive:
                raise GameError(f"{what} must be more than 0.")


@dataclass(frozen=True)
class Fixed(_Checked):
    """The same amount for every group that has any of the driver: one building, one director.

    A figure that is no finite number raises ``GameError``, as in every part.
    """

    amount: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount wherever the driver is not 0."""
        return np.where(amounts > 0, self.amount, 0.0)


@dataclass(frozen=True)
class Rate(_Checked):
    """An amount for each unit of the driver: what nobody saves by sharing."""

    amount: Number
    driver: str

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times the driver."""
        return self.amount * amounts


@dataclass(frozen=True)
class Step(_Checked):
    """An amount for each begun ``size``, more than 0, of the driver: one instructor for every 20 seats."""

    amount: Number
    size: Number
    driver: str
    _positive = ("size",)

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times the begun steps; a billionth of a step is taken for rounding."""
        return self.amount * np.ceil(amounts / self.size - 1e-9)


@dataclass(frozen=True)
class Elastic(_Checked):
    """``amount`` at ``reference``, more than 0, of the driver, growing as its power ``elasticity``.

    Below 1 size saves: at 0.9 twice the driver costs 2 to the 0.9, or 1.87 times as much.
    """

    amount: Number
    reference: Number
    elasticity: Number
    driver: str
    _positive = ("reference",)

    def cost(self, amounts: Amounts) -> Amounts:
        """Return the amount times (driver / reference) to the elasticity."""
        return np.where(amounts > 0, self.amount * (amounts / self.reference) ** self.elasticity, 0.0)


@dataclass(frozen=True)
class Pooled(_Checked):
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
    Raises ``GameError`` naming the driver and player whose amount is missing, negative or not finite, or the
    driver that a part follows and nobody has.
    """
    if not drivers or not parts:
        raise GameError("A game needs at least one driver and one part of its cost.")
    players = tuple(next(iter(drivers.values())))
    check_players(players)
    sums = {name: _sums(name, players, amounts) for name, amounts in drivers.items()}
    costs = np.zeros(1 << len(players))
    for part in parts:
        if part.driver not in sums:
            raise GameError(f"A part of the cost follows {part.driver!r}, which no driver is called.")
        costs += part.cost(sums[part.driver])
    costs[0] = 0.0
    return CostGame(players, costs)


def _sums(driver: str, players: Sequence[str], amounts: Mapping[str, float]) -> Amounts:
    total = np.zeros(1)
    for amount in figure_of_each(f"driver {driver!r}", amounts, players, least=0):
        total = np.concatenate([total, total + amount])
    return total
