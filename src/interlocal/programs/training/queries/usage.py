"""What each city used and paid, by fiscal year of the partnership: the same figures as the usage measures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from interlocal.kernel.periods import FiscalYear
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction, members, the_partnership
from interlocal.programs.training.models import Application
from interlocal.programs.training.queries import measures
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
    rows: list[Used] = []
    for year in _years(on):
        period = year.period
        seats, people = measures.seats_used(period), measures.people_trained(period)
        completed, hours = measures.people_completed(period), measures.contact_hours(period)
        cents = measures.cost_borne(period)
        rows += [
            Used(
                jurisdiction=city,
                year=year.label,
                seats=int(seats.get(key, 0)),
                people=int(people.get(key, 0)),
                completed=int(completed.get(key, 0)),
                hours=hours.get(key, Decimal(0)).quantize(Decimal("0.01")),
                cents=int(cents.get(key, 0)),
            )
            for city in cities
            for key in [city.public_id]
            if any(key in found for found in (seats, people, completed, hours, cents))
        ]
    return rows


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
