"""One option over a set of draws: what every group would pay, what is shared, and what stays with each city.

Axes: cities or groups, then years, then draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mutual.finance.distributions import Amounts
from mutual.finance.present_value import discount_factors, present_value
from mutual.finance.study.costs import Setting, running_costs
from mutual.finance.study.figures import Draw, group_sums, total
from mutual.finance.study.model import OneTime, Option, Study


@dataclass(frozen=True)
class Basis:
    """What all options share in one set of draws.

    ``factors`` has shape ``(years, draws or 1)``, ``alone`` and each driver ``(cities, years, draws or 1)``.
    ``brought``, shape ``(cities, 1, draws or 1)``, is the part of its service that each city brings; drivers
    of use hold that part.
    """

    study: Study
    draw: Draw
    draws: int
    factors: Amounts
    alone: Amounts
    drivers: Mapping[str, Amounts]
    brought: Amounts

    @cached_property
    def alone_worth(self) -> Amounts:
        """Return the present value of what each city pays alone, shape ``(cities, draws or 1)``."""
        return present_value(self.alone, self.factors, axis=1)


@dataclass(frozen=True)
class Evaluation:
    """One option in one set of draws.

    ``table``, shape ``(draws, 2**m)``, is the game of the ``m`` members: what each group would pay over all
    years, in present value. ``shared``, shape ``(years, draws)``, is what the rule divides; ``kept`` by line,
    shape ``(cities, years, draws or 1)``, what stays with each city.
    """

    basis: Basis
    option: Option
    table: Amounts
    shared: Amounts
    shared_lines: Mapping[str, Amounts]
    kept: Mapping[str, Amounts]

    @cached_property
    def kept_in_all(self) -> Amounts:
        """Return what stays with each member, shape ``(m, years, draws or 1)``."""
        found = np.zeros((len(self.option.members), self.basis.study.years.count, 1))
        for line in self.kept.values():
            found = found + line[list(self.option.members)]
        return found


def basis(study: Study, draw: Draw, draws: int) -> Basis:
    """Return what all options of a study share in a set of draws."""
    years, by_name = study.years, {series.name: series for series in study.drivers}
    brought = _brought(study, draw)
    return Basis(
        study,
        draw,
        draws,
        discount_factors(years.discount.of(draw), years.all, years.base),
        total(study.baseline, years, draw, len(study.cities), by_name),
        {
            series.name: series.over(years, draw) * (1.0 if series.is_size else brought)
            for series in study.drivers
        },
        brought,
    )


def _brought(study: Study, draw: Draw) -> Amounts:
    rows = [figure.of(draw) for figure in study.take_up] or [np.ones(1)] * len(study.cities)
    width = max(len(row) for row in rows)
    return np.stack([np.broadcast_to(row, width) for row in rows])[:, np.newaxis]


def evaluate(on: Basis, option: Option) -> Evaluation:
    """Return one option in a set of draws."""
    moved = option.moved(on.study.years)
    kept = _kept(on, option, moved * on.brought)
    groups = _groups(option.members)
    running, worth = _running(on, option, moved, groups)
    lines = {"running the service": running}
    sizes = np.bitwise_count(groups)[:, np.newaxis]
    for one in option.transition:
        lines[one.name] = once = _once(on, one)
        worth = worth + present_value(once, on.factors)
    for grant in option.grants:
        given = _given(on, grant.amount.of(on.draw), grant.first, grant.last)
        lines[grant.name] = -given if len(option.members) >= grant.needs else 0 * given
        worth = worth - present_value(given, on.factors) * (sizes >= grant.needs)
    shared = np.zeros((on.study.years.count, on.draws))
    for line in lines.values():
        shared = shared + line
    kept_worth = np.zeros((len(on.study.cities), 1))
    for line in kept.values():
        kept_worth = kept_worth + present_value(line, on.factors, axis=1)
    table = _table(on, option, groups, worth + group_sums(kept_worth[list(option.members)]))
    return Evaluation(on, option, table, shared, lines, kept)


def _groups(members: tuple[int, ...]) -> NDArray[np.int64]:
    """Return every group of members as a group of all cities."""
    found = np.zeros(1, dtype=np.int64)
    for place in members:
        found = np.concatenate([found, found | (1 << place)])
    return found


def _kept(on: Basis, option: Option, moved: Amounts) -> dict[str, Amounts]:
    """Return what stays with each city, ``moved`` being the part of its service that has moved."""
    years, draw = on.study.years, on.draw
    if option.keeps_service:
        kept = {"today's service": on.alone}
    else:
        rest = "today's service, not moved" if on.study.take_up else "today's service, not yet moved"
        kept = {rest: (1 - moved) * on.alone}
        for duty in on.study.hidden:
            if duty.name not in option.takes_over:
                kept[duty.name] = moved * duty.over(years, draw)
    for own in option.own_costs:
        kept[own.name] = (moved > 0) * own.over(years, draw)
    for one in option.transition:
        if one.by_city:
            amounts = [figure.of(draw) for figure in one.by_city]
            spread = _spread(on, one)[np.newaxis]
            width = max(len(amount) for amount in amounts)
            stacked = np.stack([np.broadcast_to(amount, width) for amount in amounts])
            kept[f"{one.name}, own"] = stacked[:, np.newaxis] * spread
    return kept


def _spread(on: Basis, one: OneTime) -> Amounts:
    years = on.study.years.all
    return np.array([[one.years.count(year) / len(one.years)] for year in years], dtype=np.float64)


def _once(on: Basis, one: OneTime) -> Amounts:
    found: Amounts = one.shared.of(on.draw) * _spread(on, one)
    return found


def _given(on: Basis, amount: Amounts, first: int, last: int) -> Amounts:
    found: Amounts = amount * np.array([[float(first <= year <= last)] for year in on.study.years.all])
    return found


def _running(on: Basis, option: Option, moved: Amounts, groups: NDArray[np.int64]) -> tuple[Amounts, Amounts]:
    """Return what all members pay each year, and what every group pays over all years in present value."""
    setting = Setting(on.study.years, on.draw, on.drivers, on.alone * on.brought)
    parts = running_costs(option.costs, setting)
    everyone = 1 << len(on.study.cities)
    worth, by_year = np.zeros((len(groups), 1)), []
    for year in range(on.study.years.count):
        cost = np.zeros((everyone, 1))
        for part in parts:
            cost = cost + part.in_year(year)
        if len(groups) < everyone:
            cost = cost[groups]
        by_year.append(np.broadcast_to(moved[year] * cost[-1], on.draws))
        worth = worth + cost * (moved[year] * on.factors[year])
    return np.stack(by_year), worth


def _table(on: Basis, option: Option, groups: NDArray[np.int64], joint: Amounts) -> Amounts:
    """Return what each group pays: together where it can, else each of its cities alone."""
    alone = group_sums(on.alone_worth[list(option.members)])
    sizes = np.bitwise_count(groups)
    can = sizes >= 2
    if option.lead is not None:
        can &= (groups >> option.lead & 1).astype(bool)
    table = np.where(can[:, np.newaxis], joint, alone)
    if len(groups) == 2:
        table = joint
    elif option.alone_may:
        table = np.where((sizes == 1)[:, np.newaxis], np.minimum(joint, alone), table)
    table[0] = 0.0
    return np.ascontiguousarray(np.broadcast_to(table, (len(groups), on.draws)).T)
