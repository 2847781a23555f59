"""A cost-sharing formula as a rule of a study."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mutual.finance.distributions import Amounts, FinanceError
from mutual.finance.study.evaluation import Evaluation
from mutual.finance.study.rules import Division
from mutual.formulas import (
    DriverError,
    Drivers,
    EvaluationError,
    Formula,
    Result,
    When,
    evaluate,
    evaluate_every_draw,
    parse,
)
from mutual.formulas.drivers import exact
from mutual.formulas.language.names import key

_NOTHING = 0.005  # dollars
_ALLOWED = 1.0


@dataclass(frozen=True)
class FormulaRule:
    """What a formula makes each city pay, draw by draw, on the figures that each draw brings.

    The formula is told what is shared in the year as the group's figure ``pays``, the study's drivers of each
    year so far (by the name that the formula has for them), figures of the group that stay the same, and
    ``history``, a table of earlier figures.
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
        members = len(case.option.members)
        amounts = np.empty((members, *case.shared.shape))
        for place in range(case.basis.study.years.count):
            amounts[:, place] = self._in_year(case, place)
        return Division(amounts, np.ones(case.basis.draws, dtype=np.bool_))

    def first_year(self, case: Evaluation) -> Result | None:
        """Return what the formula makes of the first draw's first year, exactly and clause by clause.

        ``None`` where nothing is shared in it.
        """
        study, year = case.basis.study, case.basis.study.years.first
        shared = float(case.shared[0, 0])
        if abs(shared) < _NOTHING:
            return None
        names = tuple(study.cities[member] for member in case.option.members)
        when = When(year)
        figures = {(key(self.pays), "", when): exact(shared, self.pays)}
        for theirs, ours in self.drivers:
            for name, place in zip(names, case.option.members, strict=True):
                amount = float(case.basis.drivers[ours][place, 0, 0])
                figures[key(theirs), key(name), when] = exact(amount, theirs)
        given = self._figures(case, year).joined_with(Drivers(names, figures))
        try:
            return evaluate(_read(self.text), given, year=year, coalition=names)
        except (DriverError, EvaluationError) as error:
            raise FinanceError(f"{self.name!r} in {year}: {error}") from None

    def _in_year(self, case: Evaluation, place: int) -> Amounts:
        """Return what each member pays in a year in every draw; equal parts where nothing is shared."""
        study, members = case.basis.study, case.option.members
        shared = case.shared[place]
        found: Amounts = np.broadcast_to(shared / len(members), (len(members), len(shared))).copy()
        there = np.abs(shared) >= _NOTHING
        if not there.any():
            return found
        year = study.years.first + place
        where = f"{self.name!r} in {year}, for {case.option.name!r}"
        try:
            parts = evaluate_every_draw(
                _read(self.text),
                self._figures(case, year),
                self._drawn(case, year, there),
                draws=int(there.sum()),
                year=year,
                coalition=[study.cities[member] for member in members],
            )
        except (DriverError, EvaluationError) as error:
            raise FinanceError(f"{where}: {error}") from None
        collected, wanted = parts.sum(axis=0), shared[there]
        off = np.where(collected == 0, np.inf, np.abs(collected - wanted) - 1e-9 * np.abs(wanted))
        worst = int(np.argmax(off))
        if not off[worst] <= _ALLOWED:
            raise FinanceError(
                f"{where}: the formula collects {collected[worst]:,.2f}, but {wanted[worst]:,.2f} is to be "
                "shared."
            )
        found[:, there] = parts * (wanted / collected)
        return found

    def _figures(self, case: Evaluation, year: int) -> Drivers:
        """Return what is the same in all draws; raises ``DriverError``."""
        study = case.basis.study
        found = _history(self.history) if self.history else Drivers((), {})
        own = {key(theirs) for theirs, _ in self.drivers}
        for driver, _, when in found.figures:
            if driver in own and study.years.first <= when.year <= year:
                raise DriverError(f"the history gives {driver!r} for {when}, which the study works out.")
        cities = tuple(study.cities[member] for member in case.option.members)
        years = [When(past) for past in range(study.years.first, year + 1)]
        group = {(key(name), "", when): exact(amount, name) for name, amount in self.group for when in years}
        return found.joined_with(Drivers(cities, group))

    def _drawn(
        self, case: Evaluation, year: int, there: NDArray[np.bool_]
    ) -> Mapping[tuple[str, When], Amounts]:
        members, first = list(case.option.members), case.basis.study.years.first
        found: dict[tuple[str, When], Amounts] = {
            (self.pays, When(year)): case.shared[year - first][None, there]
        }
        for theirs, ours in self.drivers:
            for past in range(first, year + 1):
                figures = case.basis.drivers[ours][members, past - first]
                found[theirs, When(past)] = figures if figures.shape[1] == 1 else figures[:, there]
        return found


@lru_cache(maxsize=64)
def _read(text: str) -> Formula:
    return parse(text)


@lru_cache(maxsize=64)
def _history(text: str) -> Drivers:
    return Drivers.from_csv(text)
