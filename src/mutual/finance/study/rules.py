"""Ways of dividing what is shared among the cities that take part.

Each rule answers ``divide(case)`` with a part for every member, year and draw, which add up to what is
shared.
"""

from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.draws import central
from mutual.finance.present_value import present_value
from mutual.finance.study.costs import DriverPart, ExchangePart
from mutual.finance.study.evaluation import Evaluation, basis, evaluate
from mutual.finance.study.figures import index
from mutual.finance.study.model import Study
from mutual.games import solution_of_many


@dataclass(frozen=True)
class Division:
    """What a rule gives: ``amounts`` of shape ``(m, years, draws)``.

    ``found`` says for each draw whether the rule has an answer. Where it has none,
    the prenucleolus stands in, which every game has.
    """

    amounts: Amounts
    found: NDArray[np.bool_]


class Dividing(Protocol):
    """A rule that can be worked out."""

    @property
    def name(self) -> str:
        """What the study calls it."""

    def explained(self) -> str:
        """Return it in words."""

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part of what is shared."""


@dataclass(frozen=True)
class EqualRule:
    """The same for every city."""

    name: str

    def explained(self) -> str:
        """Return it in words."""
        return "in equal parts"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part of what is shared."""
        count = len(case.option.members)
        return _of_shares(case, np.full((count, 1, 1), 1 / count))


@dataclass(frozen=True)
class PercentRule:
    """Agreed percentages; of those who take part they are taken in proportion."""

    name: str
    percent: tuple[float, ...]  # in the order of the cities

    def explained(self) -> str:
        """Return it in words."""
        return "by agreed percentages"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part; raises ``FinanceError`` where those of all members are 0."""
        own = np.array([self.percent[place] for place in case.option.members])
        if own.sum() <= 0:
            raise FinanceError(f"The percentages of {self.name!r} are 0 for every city that takes part.")
        return _of_shares(case, (own / own.sum())[:, np.newaxis, np.newaxis])


@dataclass(frozen=True)
class DriverRule:
    """In proportion to drivers of each year, each with its weight."""

    name: str
    weights: tuple[tuple[str, float], ...]

    def explained(self) -> str:
        """Return it in words."""
        whole = sum(weight for _, weight in self.weights)
        if len(self.weights) == 1:
            return f"by {self.weights[0][0]}"
        return " and ".join(f"{_percent(weight / whole)} by {driver}" for driver, weight in self.weights)

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part; raises ``FinanceError`` naming a driver that is 0 for all."""
        whole = sum(weight for _, weight in self.weights)
        shares = np.zeros((len(case.option.members), 1, 1))
        for driver, weight in self.weights:
            own = case.basis.drivers[driver][list(case.option.members)]
            sums = own.sum(axis=0)
            if not (sums > 0).all():
                year = case.basis.study.years.first + int(np.flatnonzero(~(sums > 0).all(axis=1))[0])
                raise FinanceError(
                    f"{self.name!r} divides by {driver!r}, which is 0 in {year} for all who take part in "
                    f"{case.option.name!r}."
                )
            shares = shares + weight / whole * own / sums
        return _of_shares(case, shares)


_TITLES = {
    "shapley": "Shapley value",
    "nucleolus": "nucleolus",
    "prenucleolus": "prenucleolus",
    "per_capita_nucleolus": "nucleolus a head",
    "proportional_nucleolus": "proportional nucleolus",
    "scrb": "separable costs and remaining benefits",
    "equal_nonseparable": "separable costs and an equal rest",
    "tau": "tau value",
    "proportional": "costs alone",
}


@dataclass(frozen=True)
class SolutionRule:
    """A solution of the game of the members' costs over all years; each city's part is that of every year."""

    name: str
    solution: str

    def explained(self) -> str:
        """Return it in words."""
        return f"by the {_TITLES[self.solution]} of the cost game"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part of what is shared."""
        splits = solution_of_many(self.solution, case.table)
        found = np.asarray(np.isfinite(splits).all(axis=1), dtype=np.bool_)
        if not found.all():
            splits[~found] = solution_of_many("prenucleolus", case.table[~found])
        if not np.isfinite(splits).all():
            raise FinanceError("The figures differ too much in size to be told apart.")
        return Division(_by_year(case, splits.T), found)


def _by_year(case: Evaluation, owed: Amounts) -> Amounts:
    """Return yearly parts of what is shared that make each member's total worth ``owed``.

    That has shape ``(m, draws)``. Each year is divided alike. Where what is shared is worth next to nothing
    over the years, that cannot be: it is divided equally then, and a level amount a year settles the rest.
    """
    factors = case.basis.factors
    rest = owed - present_value(case.kept_in_all, factors, axis=1)
    worth = present_value(case.shared, factors)
    is_clear = np.abs(worth) > 1e-6 * np.abs(owed).sum(axis=0)
    alike = (rest / np.where(is_clear, worth, 1.0))[:, np.newaxis] * case.shared
    count = len(rest)
    settled = case.shared / count + ((rest - worth / count) / factors.sum(axis=0))[:, np.newaxis]
    return np.where(is_clear, alike, settled)


@dataclass(frozen=True)
class ContractRule:
    """The lead city pays what the others' prices leave; a price follows a city's own drivers."""

    name: str
    prices: tuple[DriverPart, ...]

    def explained(self) -> str:
        """Return it in words."""
        return "at contract prices, the lead city paying the rest"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part; raises ``FinanceError`` for an option without a lead city."""
        option, on = case.option, case.basis
        if option.lead is None:
            raise FinanceError(f"{option.name!r} has no lead city that could pay the rest of {self.name!r}.")
        moved = option.moved(on.study.years)
        paid = np.zeros((len(option.members), on.study.years.count, on.draws))
        for part in self.prices:
            own = on.drivers[part.driver][list(option.members)]
            paid = paid + moved * part.at(own, index(part.growth, on.study.years, on.draw), on.draw)
        lead = option.members.index(option.lead)
        paid[lead] = 0.0
        paid[lead] = case.shared - paid.sum(axis=0)
        return Division(paid, np.ones(on.draws, dtype=np.bool_))


@dataclass(frozen=True)
class ChargedRule:
    """Hours of staff as they are charged; anything else that is shared in equal parts."""

    name: str

    def explained(self) -> str:
        """Return it in words."""
        return "as hours are charged"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part of what is shared."""
        option, on = case.option, case.basis
        members = list(option.members)
        charged = np.zeros((len(members), on.study.years.count, on.draws))
        among = set(members)
        for part in option.costs:
            if isinstance(part, ExchangePart):
                held = ExchangePart(
                    part.name,
                    tuple(one for one in part.exchanges if {one.giver, one.receiver} <= among),
                    part.growth,
                )
                charged = charged + held.by_city(len(on.study.cities), on.study.years, on.draw)[members]
        charged = charged * option.moved(on.study.years)
        rest = case.shared - charged.sum(axis=0)
        return Division(charged + rest / len(members), np.ones(on.draws, dtype=np.bool_))


@dataclass(frozen=True)
class HeldRule:
    """The parts that another rule gives on the central figures, agreed once and held whatever happens."""

    name: str
    rule: Dividing

    def explained(self) -> str:
        """Return it in words."""
        return f"{self.rule.explained()}, on today's estimate and held"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part; raises ``FinanceError`` where nothing is shared."""
        study, option = case.basis.study, case.option
        expected = evaluate(basis(study, central(study.distributions()), 1), option)
        worth = present_value(expected.shared, expected.basis.factors)
        parts = present_value(self.rule.divide(expected).amounts, expected.basis.factors, axis=1)
        if abs(float(worth[0])) <= 1e-6 * float(np.abs(expected.table).max()):
            raise FinanceError(f"What {option.name!r} shares is worth nothing: no parts can be held.")
        return _of_shares(case, (parts / worth)[:, np.newaxis])


def _percent(part: float) -> str:
    """Return a part as a formula would name it: “84.84%”, “80%”."""
    return f"{100 * part:.2f}".rstrip("0").rstrip(".") + "%"


def rule_of(study: Study, name: str) -> Dividing:
    """Return the rule of that name; the model knows no more of a rule than its name."""
    return cast("Dividing", study.rule(name))


def _of_shares(case: Evaluation, shares: Amounts) -> Division:
    return Division(shares * case.shared, np.ones(case.basis.draws, dtype=np.bool_))
