"""A cost-sharing formula as a rule of a study."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.draws import central
from mutual.finance.study.evaluation import Evaluation, basis, evaluate
from mutual.finance.study.rules import Division
from mutual.formulas import DriverError, Drivers, EvaluationError, parse
from mutual.formulas import evaluate as worked_out

_DOLLAR = Fraction(1)


@dataclass(frozen=True)
class FormulaRule:
    """The parts that a formula gives each city, on the central figures of each year.

    The formula is told what is shared as the group's figure ``pays``, the study's drivers of each year so
    far (by the name that the formula has for them), figures of the group that stay the same, and
    ``history``, a table of earlier figures. In a draw the drivers may come out otherwise; each city keeps the
    year's part all the same, as in a bill that follows the figures adopted with the budget.
    """

    name: str
    title: str
    text: str
    pays: str
    drivers: tuple[tuple[str, str], ...]  # the formula's name, the study's name
    group: tuple[tuple[str, float], ...] = ()
    history: str = ""

    def explained(self) -> str:
        """Return it in words."""
        return f"by the formula “{self.title}”"

    def divide(self, case: Evaluation) -> Division:
        """Return each member's part.

        Raises ``FinanceError`` where the formula has no answer, or collects another sum than is shared.
        """
        study = case.basis.study
        expected = evaluate(basis(study, central(study.distributions()), 1), case.option)
        shares = np.stack([self._in_year(expected, place) for place in range(study.years.count)], axis=1)
        return Division(shares[:, :, np.newaxis] * case.shared, np.ones(case.basis.draws, dtype=np.bool_))

    def _in_year(self, case: Evaluation, place: int) -> Amounts:
        """Return the part of each member in the year at that place; equal ones where nothing is shared."""
        study, members = case.basis.study, case.option.members
        year, shared = study.years.first + place, float(case.shared[place, 0])
        if abs(shared) < 0.005:
            return np.full(len(members), 1 / len(members))
        cities = [study.cities[member] for member in members]
        where = f"{self.name!r} in {year}, for {case.option.name!r}"
        try:
            found = worked_out(
                parse(self.text), self._figures(case, year, shared), year=year, coalition=cities
            )
        except (DriverError, EvaluationError) as error:
            raise FinanceError(f"{where}: {error}") from None
        parts = [found.unrounded[city] for city in cities]
        collected = sum(parts, Fraction(0))
        if abs(collected - Fraction(shared)) > _DOLLAR:
            raise FinanceError(
                f"{where}: the formula collects {float(collected):,.2f}, but {shared:,.2f} is to be shared."
            )
        return np.array([float(part / collected) for part in parts])

    def _figures(self, case: Evaluation, year: int, shared: float) -> Drivers:
        study = case.basis.study
        cities = [study.cities[member] for member in case.option.members]
        found = Drivers.from_csv(self.history) if self.history else Drivers((), {})
        first = study.years.first
        for past in range(first, year + 1):
            now = {
                theirs: {
                    city: float(case.basis.drivers[ours][member, past - first, 0])
                    for city, member in zip(cities, case.option.members, strict=True)
                }
                for theirs, ours in self.drivers
            }
            group = dict(self.group)
            if past == year:
                group[self.pays] = shared
            found = found.joined_with(Drivers.from_table(now, group, year=past))
        return found
