"""What a group of cities pays for a service that it runs together, part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from mutual.finance.distributions import Amounts
from mutual.finance.study.figures import (
    NO_GROWTH,
    NOTHING,
    ONE,
    Draw,
    Figure,
    Growth,
    Years,
    group_sums,
    index,
)
from mutual.games import Elastic, Fixed, Pooled, Rate, Step

DriverKind = Literal["fixed", "rate", "step", "elastic", "pooled"]


@dataclass(frozen=True)
class Setting:
    """What parts of a cost read: drivers and today's cost, of shape ``(cities, years, draws or 1)``."""

    years: Years
    draw: Draw
    drivers: Mapping[str, Amounts]
    alone: Amounts


class Running(Protocol):
    """A part of a cost, made ready for one set of draws."""

    def in_year(self, year: int) -> Amounts:
        """Return the cost of every group in the year at that place, shape ``(groups, draws or 1)``."""


class CostPart(Protocol):
    """One part of what running the service costs."""

    @property
    def name(self) -> str:
        """What the study calls it."""

    def ready(self, setting: Setting) -> Running:
        """Return the part, made ready for one set of draws."""

    def drivers(self) -> tuple[str, ...]:
        """Return the drivers that it follows."""


@dataclass(frozen=True)
class DriverPart:
    """A part that follows the summed driver of a group, as the parts of ``mutual.games.drivers`` do.

    ``size`` is the size of a step, the reference of an elasticity, or the reserve of a pool.
    """

    name: str
    kind: DriverKind
    driver: str
    amount: Figure
    size: Figure = ONE
    elasticity: Figure = ONE
    growth: Growth = NO_GROWTH

    def drivers(self) -> tuple[str, ...]:
        """Return the driver."""
        return (self.driver,)

    def at(self, amounts: Amounts, grown: Amounts, draw: Draw) -> Amounts:
        """Return the cost for amounts of the driver, prices having grown so much."""
        amount, size = self.amount.of(draw) * grown, self.size.of(draw)
        if self.kind == "fixed":
            return Fixed(amount, self.driver).cost(amounts)
        if self.kind == "rate":
            return Rate(amount, self.driver).cost(amounts)
        if self.kind == "step":
            return Step(amount, size, self.driver).cost(amounts)
        if self.kind == "pooled":
            return Pooled(amount, size, self.driver).cost(amounts)
        with np.errstate(
            divide="ignore"
        ):  # a group without any of the driver costs nothing, whatever the power
            return Elastic(amount, size, self.elasticity.of(draw), self.driver).cost(amounts)

    def ready(self, setting: Setting) -> "_DriverRunning":
        """Return the part, made ready for one set of draws."""
        return _DriverRunning(
            self, setting, setting.drivers[self.driver], index(self.growth, setting.years, setting.draw)
        )


@dataclass(frozen=True)
class _DriverRunning:
    part: DriverPart
    setting: Setting
    driver: Amounts
    grown: Amounts

    def in_year(self, year: int) -> Amounts:
        return self.part.at(group_sums(self.driver[:, year]), self.grown[year], self.setting.draw)


@dataclass(frozen=True)
class TodayPart:
    """What the cities pay today, changed by size.

    The cost per unit of each city follows the size of its group. A city in ``elastic`` pays its cost of today
    times ``(driver of the group / its own driver) ** (elasticity - 1)``: at 1 size saves nothing, below 1 it
    saves, above 1 it costs. Any other city saves the part ``saving`` of today's cost, reached in equal steps
    over ``ramp`` years from the first year on.
    """

    name: str
    driver: str
    elastic: tuple[bool, ...]
    elasticity: Figure = ONE
    saving: Figure = NOTHING
    ramp: int = 1

    def drivers(self) -> tuple[str, ...]:
        """Return the driver that size is measured by."""
        return (self.driver,)

    def ready(self, setting: Setting) -> "_TodayRunning":
        """Return the part, made ready for one set of draws."""
        return _TodayRunning(self, setting)


@dataclass(frozen=True)
class _TodayRunning:
    part: TodayPart
    setting: Setting

    def in_year(self, year: int) -> Amounts:
        part = self.part
        elastic = np.array(part.elastic)[:, np.newaxis]
        size, alone = self.setting.drivers[part.driver][:, year], self.setting.alone[:, year]
        found = np.zeros((1 << len(elastic), 1))
        if elastic.any():
            power = part.elasticity.of(self.setting.draw) - 1
            together = group_sums(size)
            together[0] = 1.0  # nobody has no size, and no cost to be changed
            own = np.where(elastic, alone * np.where(size > 0, size, 1.0) ** -power, 0.0)
            found = found + together**power * group_sums(own)
        if not elastic.all():
            kept = 1 - part.saving.of(self.setting.draw) * min(1.0, (year + 1) / part.ramp)
            found = found + kept * group_sums(np.where(elastic, 0.0, alone))
        return found


@dataclass(frozen=True)
class TablePart:
    """A cost for every group, in the order of ``CostGame.costs``."""

    name: str
    costs: tuple[Figure, ...]
    growth: Growth = NO_GROWTH

    def drivers(self) -> tuple[str, ...]:
        """Return no driver."""
        return ()

    def ready(self, setting: Setting) -> "_TableRunning":
        """Return the part, made ready for one set of draws."""
        rows = [figure.of(setting.draw) for figure in self.costs]
        width = max(len(row) for row in rows)
        return _TableRunning(
            np.stack([np.broadcast_to(row, width) for row in rows]),
            index(self.growth, setting.years, setting.draw),
        )


@dataclass(frozen=True)
class _TableRunning:
    costs: Amounts
    grown: Amounts

    def in_year(self, year: int) -> Amounts:
        found: Amounts = self.costs * self.grown[year]
        return found


@dataclass(frozen=True)
class Exchange:
    """Hours of staff given by one city to another: their cost to the one, saving to the other, and price."""

    giver: int
    receiver: int
    hours: Figure
    cost: Figure
    saves: Figure
    price: Figure

    def between(self, draw: Draw) -> tuple[Amounts, Amounts]:
        """Return what it costs the giver and the receiver a year, the charge included; below 0 it saves."""
        hours, price = self.hours.of(draw), self.price.of(draw)
        return hours * (self.cost.of(draw) - price), hours * (price - self.saves.of(draw))


@dataclass(frozen=True)
class ExchangePart:
    """Each city keeps its service at today's cost; hours are exchanged between those that take part."""

    name: str
    exchanges: tuple[Exchange, ...]
    growth: Growth = NO_GROWTH

    def drivers(self) -> tuple[str, ...]:
        """Return no driver."""
        return ()

    def ready(self, setting: Setting) -> "_ExchangeRunning":
        """Return the part, made ready for one set of draws."""
        return _ExchangeRunning(self, setting, index(self.growth, setting.years, setting.draw))

    def by_city(self, cities: int, years: Years, draw: Draw) -> Amounts:
        """Return what each city pays as hours are charged, shape ``(cities, years, draws)``."""
        grown = index(self.growth, years, draw)
        found = np.zeros((cities, years.count, 1))
        for one in self.exchanges:
            giver, receiver = one.between(draw)
            row = np.zeros((cities, years.count, max(grown.shape[-1], len(giver), len(receiver))))
            row[one.giver] += giver * grown
            row[one.receiver] += receiver * grown
            found = found + row
        return found


@dataclass(frozen=True)
class _ExchangeRunning:
    part: ExchangePart
    setting: Setting
    grown: Amounts

    def in_year(self, year: int) -> Amounts:
        draw = self.setting.draw
        cities = self.setting.alone.shape[0]
        groups = np.arange(1 << cities)[:, np.newaxis]
        found = np.zeros((1 << cities, 1))
        for one in self.part.exchanges:
            both = (groups >> one.giver & 1) * (groups >> one.receiver & 1)
            giver, receiver = one.between(draw)
            found = found + both * (giver + receiver) * self.grown[year]
        return found


def running_costs(parts: Sequence[CostPart], setting: Setting) -> Sequence[Running]:
    """Return the parts, made ready for one set of draws."""
    return [part.ready(setting) for part in parts]
