"""What each city used and paid, by fiscal year of the partnership: the same figures as the usage measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from interlocal.kernel.periods import FiscalYear
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members, the_partnership
from interlocal.programs.training.models import Application
from interlocal.programs.training.queries.years import used_in
from interlocal.programs.training.rules import Permission

MOST_YEARS = 10


@dataclass(frozen=True, kw_only=True)
class Used:
    """What a city used and bears in one fiscal year; ``cents`` of the cohorts closed out in it."""

    jurisdiction: Jurisdiction
    year: str
    seats: int
    people: int
    completed: int
    hours: Decimal
    cents: int


def cities_of_reader(reader: Actor, on: date) -> list[Jurisdiction]:
    """Return the cities whose use ``reader`` may see: their own, or all members."""
    reach = reader.reach(Permission.READ)
    found = members(on)
    if not reach.everywhere:
        found = found.filter(public_id__in=reach.jurisdictions)
    return list(found.order_by("name"))


def usage(cities: Sequence[Jurisdiction], on: date) -> list[Used]:
    """Return use and cost of ``cities``, the newest year first; what was not used is left out."""
    years = _years(on)
    used = used_in(years)
    return [
        Used(
            jurisdiction=city,
            year=year.label,
            seats=one.seats,
            people=one.people,
            completed=one.completed,
            hours=one.hours.quantize(Decimal("0.01")),
            cents=one.cents,
        )
        for year in years
        for city in cities
        if (one := used.get((city.public_id, year.ending_in))) is not None
    ]


def _years(on: date) -> list[FiscalYear]:
    partnership = the_partnership()
    starts = (
        (partnership.fiscal_year_starts_month, partnership.fiscal_year_starts_day) if partnership else (7, 1)
    )
    this = FiscalYear.containing(on, *starts)
    oldest = Application.objects.filter(seated_at__isnull=False).order_by("seated_at").first()
    if oldest is None or oldest.seated_at is None:
        return []
    first = FiscalYear.containing(oldest.seated_at.date(), *starts).ending_in
    return [
        FiscalYear(ending_in, *starts)
        for ending_in in range(this.ending_in, max(first, this.ending_in - MOST_YEARS) - 1, -1)
    ]
