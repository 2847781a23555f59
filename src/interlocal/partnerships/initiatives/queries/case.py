"""What an initiative's page shows: its case, who takes part, its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import (
    Document,
    Expectation,
    Guest,
    Initiative,
    Practice,
    Pressure,
    PressureUnit,
    ProgramRecord,
    Risk,
    Support,
)
from interlocal.partnerships.initiatives.queries.programs import programs_for
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members
from interlocal.web.public import COUNT, DOLLARS, HOURS, Chart, Series, Unit, line_chart

UNITS: dict[str, Unit] = {
    PressureUnit.DOLLARS: DOLLARS,
    PressureUnit.COUNT: COUNT,
    PressureUnit.HOURS: HOURS,
}


@dataclass(frozen=True)
class PressureShown:
    """A pressure with its chart."""

    pressure: Pressure
    chart: Chart


@dataclass(frozen=True)
class ExpectationShown:
    """An expectation, and whether it is met (``None``: nobody can say yet)."""

    expectation: Expectation
    is_met: bool | None


def pressures_of(initiative: Initiative) -> list[PressureShown]:
    """Return the pressures of an initiative, each with its chart."""
    rows = initiative.pressures.filter(withdrawn_at=None).prefetch_related("years")
    return [PressureShown(row, _chart(row)) for row in rows]


def expectations_of(initiative: Initiative) -> list[ExpectationShown]:
    """Return what residents and staff may expect of an initiative."""
    rows = initiative.expectations.filter(withdrawn_at=None)
    return [ExpectationShown(row, rules.expectation_met(row)) for row in rows]


def practices_of(initiative: Initiative) -> QuerySet[Practice]:
    """Return the practices with which it was compared."""
    return initiative.practices.filter(withdrawn_at=None)


def supports_of(initiative: Initiative) -> QuerySet[Support]:
    """Return what its staff get."""
    return initiative.supports.filter(withdrawn_at=None).select_related("given_by")


def risks_of(initiative: Initiative) -> QuerySet[Risk]:
    """Return its risks, the gravest first."""
    return initiative.risks.filter(withdrawn_at=None).select_related("owner")


def documents_of(initiative: Initiative) -> QuerySet[Document]:
    """Return its papers."""
    return initiative.documents.filter(withdrawn_at=None).select_related("file")


def guests_of(initiative: Initiative) -> QuerySet[Guest]:
    """Return who from outside may look at it."""
    return initiative.guests.filter(ended_at=None).select_related("jurisdiction", "initiative")


def possible_guests(on: date) -> QuerySet[Jurisdiction]:
    """Return the bodies that are no members."""
    return Jurisdiction.objects.exclude(pk__in=members(on).values("pk"))


def programs_to_link(initiative: Initiative, user: Actor) -> QuerySet[ProgramRecord]:
    """Return the program records that it does not name yet."""
    return programs_for(user).exclude(pk__in=initiative.programs.values("pk"))


def _chart(pressure: Pressure) -> Chart:
    years: Sequence[tuple[int, int]] = [(row.year, row.hundredths) for row in pressure.years.all()]
    in_cents = pressure.unit == PressureUnit.DOLLARS
    values = tuple(value if in_cents else value / 100 for _year, value in years)
    unit = UNITS[pressure.unit]
    first, last = unit.text(values[0]), unit.text(values[-1])
    said = {"a": years[0][0], "x": first, "b": years[-1][0], "y": last}
    return line_chart(
        title=pressure.title,
        description=_("From %(x)s in %(a)d to %(y)s in %(b)d.") % said,
        category_label=_("Year"),
        categories=[str(year) for year, _value in years],
        series=[Series(pressure.title, values)],
        unit=unit,
    )
