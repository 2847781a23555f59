"""What a cohort costs: budget beside actual, and who bears how much of it, with the working."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from interlocal.kernel.money import dollars_and_cents, split
from interlocal.partnerships.jurisdictions.public import Jurisdiction, JurisdictionFigure, Measure
from interlocal.programs.training.models import Cohort, CostKind, CostLine, CostRule
from interlocal.programs.training.queries.completion import Completion
from interlocal.programs.training.rules.formulas import check_formula


class CannotBeShared(ValueError):
    """The cost cannot be shared by the rule of the cohort; the message says why, and how to mend it."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """What a city bears of a cohort, in cents, and how it was worked out."""

    jurisdiction: Jurisdiction
    seats_used: int
    cents: int
    working: str


@dataclass(frozen=True, kw_only=True)
class Budgeted:
    """The lines of a cohort, and what they come to in cents."""

    budget: tuple[CostLine, ...]
    actual: tuple[CostLine, ...]

    @property
    def budget_cents(self) -> int:
        """What was planned."""
        return sum(line.cents for line in self.budget)

    @property
    def actual_cents(self) -> int:
        """What it came to."""
        return sum(line.cents for line in self.actual)

    @property
    def over_cents(self) -> int:
        """By how much the actual cost passes the budget; negative where it stays below."""
        return self.actual_cents - self.budget_cents

    @property
    def under_cents(self) -> int:
        """By how much the actual cost stays below the budget."""
        return -self.over_cents


def cost_lines(cohort: Cohort) -> Budgeted:
    """Return the lines of a cohort, in the order in which they were written."""
    lines = list(cohort.cost_lines.order_by("pk"))
    return Budgeted(
        budget=tuple(line for line in lines if line.kind == CostKind.BUDGET),
        actual=tuple(line for line in lines if line.kind == CostKind.ACTUAL),
    )


def shares(
    cohort: Cohort,
    seated: list[Completion],
    *,
    cents: int,
    rule: str,
    formula: str,
    on: date,
) -> list[Share]:
    """Return what each city bears of ``cents`` by ``rule``, by name; the shares add up to it, to the cent.

    By seats used and equally, cities that used no seat bear nothing; a formula speaks of every city that has
    a share of the seats or used one. A no-show used the seat. Raises ``CannotBeShared``.
    """
    cities = _cities(cohort, seated)
    used = {city.pk: sum(one.application.jurisdiction_id == city.pk for one in seated) for city in cities}
    if rule == CostRule.FORMULA:
        return _by_formula(cities, used, seated, cents, formula, on)
    bearing = [city for city in cities if used[city.pk]]
    if not bearing:
        if cents == 0:
            return []
        raise CannotBeShared(
            _("Nobody used a seat, so there is nobody to bear the cost. Share it by a formula.")
        )
    weights = [used[city.pk] if rule == CostRule.SEATS else 1 for city in bearing]
    parts = split(cents, weights)
    return [
        Share(
            jurisdiction=city,
            seats_used=used[city.pk],
            cents=part,
            working=_working(rule, weight, sum(weights), cents, part),
        )
        for city, weight, part in zip(bearing, weights, parts, strict=True)
    ]


def _working(rule: str, weight: int, weights: int, cents: int, part: int) -> str:
    amounts = {"cost": dollars_and_cents(cents), "part": dollars_and_cents(part)}
    if rule == CostRule.SEATS:
        words = _("%(cost)s × %(seats)d of %(all)d seats used = %(part)s")
        return words % {**amounts, "seats": weight, "all": weights}
    return _("%(cost)s ÷ %(all)d cities that used a seat = %(part)s") % {**amounts, "all": weights}


def _cities(cohort: Cohort, seated: list[Completion]) -> list[Jurisdiction]:
    found = {one.jurisdiction_id: one.jurisdiction for one in cohort.shares.select_related("jurisdiction")}
    for one in seated:
        found.setdefault(one.application.jurisdiction_id, one.application.jurisdiction)
    return sorted(found.values(), key=lambda city: (city.name, city.pk))


def _by_formula(
    cities: list[Jurisdiction],
    used: Mapping[int, int],
    seated: list[Completion],
    cents: int,
    formula: str,
    on: date,
) -> list[Share]:
    from mutual.formulas import DriverError, Drivers, EvaluationError, evaluate, parse

    check_formula(formula)
    read = parse(formula)
    wanted = {one.name for one in read.inputs if one.of == "member"}
    figures = {name: _figures(name, cities, used, seated, on) for name in sorted(wanted)}
    if not wanted:
        figures = {"seats": _figures("seats", cities, used, seated, on)}
    try:
        result = evaluate(read, Drivers.from_table(figures, {"cost": Decimal(cents) / 100}))
    except (EvaluationError, DriverError) as error:
        raise CannotBeShared(str(error)) from error
    if result.total != cents:
        raise CannotBeShared(
            _("The formula collects %(collected)s, and the cohort cost %(cost)s. Let a pool cost all of it.")
            % {"collected": dollars_and_cents(result.total), "cost": dollars_and_cents(cents)}
        )
    return [
        Share(
            jurisdiction=city,
            seats_used=used[city.pk],
            cents=result.cents[city.name],
            working="\n".join(result.why(city.name)),
        )
        for city in cities
    ]


def _figures(
    name: str,
    cities: list[Jurisdiction],
    used: Mapping[int, int],
    seated: list[Completion],
    on: date,
) -> dict[str, Fraction]:
    if name == "population":
        return _populations(cities, on)
    found = {city.name: Fraction(0) for city in cities}
    for city in cities:
        own = [one for one in seated if one.application.jurisdiction_id == city.pk]
        if name == "seats":
            found[city.name] = Fraction(used[city.pk])
        elif name == "hours":
            found[city.name] = Fraction(sum(one.minutes for one in own), 60)
        else:
            found[city.name] = Fraction(sum(one.completes for one in own))
    return found


def _populations(cities: list[Jurisdiction], on: date) -> dict[str, Fraction]:
    """The newest population of each city that has one; a formula names the city that lacks it."""
    rows = JurisdictionFigure.objects.filter(
        jurisdiction__in=cities, measure=Measure.POPULATION, replaced_at=None, year__lte=on.year
    )
    newest = rows.order_by("year").values_list("jurisdiction__name", "value")
    return {name: Fraction(value) for name, value in newest}
