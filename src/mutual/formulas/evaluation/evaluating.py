"""A formula with its figures, for one coalition."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from mutual.formulas.drivers import Drivers, members_of
from mutual.formulas.evaluation.cents import DEFAULT, Cents, whole_cents
from mutual.formulas.evaluation.frame import Frame
from mutual.formulas.evaluation.results import Result
from mutual.formulas.evaluation.running import Run, Weights
from mutual.formulas.evaluation.steps import Step, Working
from mutual.formulas.formula import Formula
from mutual.formulas.language import clauses as c
from mutual.formulas.language.names import key
from mutual.formulas.language.printing import sentence
from mutual.formulas.problems import EvaluationError, meant

_LAST_YEAR = 9999


def evaluate(
    formula: Formula,
    drivers: Drivers,
    *,
    year: int | None = None,
    quarter: int = 4,
    coalition: Iterable[str] | None = None,
) -> Result:
    """Return who pays what, exact to the cent.

    ``coalition`` names who joined (else all members). ``year`` may be left out where the figures are of one
    year or of none; figures by quarter are looked at as of ``quarter`` of it.
    Raises ``EvaluationError`` where a figure is missing, nothing can be divided or shared, or a limit
    cannot be kept.
    """
    names = chosen(formula, drivers, coalition)
    frame = Frame(
        formula,
        drivers,
        names,
        np.ones((len(names), 1), dtype=np.bool_),
        month_of(drivers, year, quarter),
        True,
    )
    run = Run(frame, frame.month)
    run.run()
    owed = run.owed()
    cents = rounded_off(run)[:, 0]
    unrounded = {name: owed[row, 0] for row, name in enumerate(names)}
    by_name = {name: int(cents[row]) for row, name in enumerate(names)}
    parts = next((clause.parts for clause in formula.clauses if isinstance(clause, c.Billing)), 1)
    bills = {name: installments(amount, parts) for name, amount in by_name.items()}
    steps = (*run.steps, *_rounding_step(formula, unrounded, by_name))
    return Result(by_name, unrounded, steps, bills, None if frame.month is None else frame.month // 12)


def chosen(formula: Formula, drivers: Drivers, coalition: Iterable[str] | None) -> tuple[str, ...]:
    """Return who joined, in the order of the formula's members, else of the drivers.

    Raises ``EvaluationError`` for nobody, a name given twice, or one that is not a member.
    """
    members = members_of(drivers, formula.members) or drivers.members
    if coalition is None:
        if not members:
            raise EvaluationError("No member is named, neither in the formula nor among the drivers.")
        return members
    wanted = {}
    for name in coalition:
        if key(name) not in map(key, members):
            near = meant(name, members)
            hint = f" Did you mean “{near}”?" if near else ""
            raise EvaluationError(f"“{name}” is not a member.{hint}")
        if key(name) in wanted:
            raise EvaluationError(f"“{name}” is named twice.")
        wanted[key(name)] = name
    if not wanted:
        raise EvaluationError("A coalition needs at least one member.")
    return tuple(member for member in members if key(member) in wanted)


def rounded_off(run: Run) -> Cents:
    """Return the shares of a run in whole cents, by the formula's own rule."""
    rule = next((one for one in run.frame.formula.clauses if isinstance(one, c.Rounding)), DEFAULT)
    takes = np.zeros_like(run.frame.joined)
    if rule.falls_on.who in {"lead", "member"}:
        bearer: c.Selector = c.TheLead(rule.falls_on.place)
        if rule.falls_on.who == "member":
            bearer = c.Named((rule.falls_on.member,), rule.falls_on.place)
        run.selecting.present(bearer)
        takes = run.selecting.mask(bearer)
    return whole_cents(run.frame, run.owed(), rule, takes, run.size)


def exactly(
    formula: Formula, drivers: Drivers, names: Sequence[str], month: int | None, weights: Weights
) -> list[Fraction]:
    """Return what each of ``names`` owes before rounding, with other weights."""
    frame = Frame(formula, drivers, tuple(names), np.ones((len(names), 1), dtype=np.bool_), month, True)
    run = Run(frame, month, weights)
    run.run()
    return list(run.owed()[:, 0])


def installments(cents: int, parts: int) -> tuple[int, ...]:
    """Return ``parts`` bills that add up to ``cents``; the first ones are a cent higher where it must be."""
    each, more = divmod(cents, parts)
    return tuple(each + (position < more) for position in range(parts))


def month_of(drivers: Drivers, year: int | None, quarter: int) -> int | None:
    """Return the month up to which figures are looked at; None where they have no periods.

    Raises ``EvaluationError`` where ``year`` is needed and not given.
    """
    if not 1 <= quarter <= 4:
        raise EvaluationError(f"A year has quarters 1 to 4, not {quarter}.")
    years = drivers.years()
    if year is None:
        if len(years) > 1:
            raise EvaluationError(f"The figures are of {years[0]} to {years[-1]}: name the year to share.")
        year = years[0] if years else None
    if year is not None and not 1 <= year <= _LAST_YEAR:
        raise EvaluationError(f"Years are between 1 and {_LAST_YEAR}, not {year}.")
    return None if year is None else year * 12 + quarter * 3 - 1


def _rounding_step(formula: Formula, unrounded: dict[str, Fraction], cents: dict[str, int]) -> list[Step]:
    numbered = list(formula.numbered())
    number, rule = next(((n, one) for n, one in numbered if isinstance(one, c.Rounding)), (0, DEFAULT))
    changes = {name: Fraction(cents[name], 100) - unrounded[name] for name in cents}
    if not any(changes.values()):
        return []
    workings = (Working("unrounded", unrounded, "dollars"),)
    return [Step(number, rule.place.line if number else 0, f"{sentence(rule)}.", changes, workings, ())]
