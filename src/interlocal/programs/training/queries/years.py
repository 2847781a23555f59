"""The usage measures of several fiscal years at once: as many queries as for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Sum, Value, When

from interlocal.kernel.periods import FiscalYear
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    CohortShare,
    CohortState,
    LessonProgress,
)
from interlocal.programs.training.queries.measures import within


@dataclass
class CityYear:
    """What one city used and bears in one fiscal year, as the measures of that year count it."""

    seats: int = 0
    people: int = 0
    completed: int = 0
    minutes: int = 0
    cents: int = 0

    @property
    def hours(self) -> Decimal:
        """The hours of instruction."""
        return Decimal(self.minutes) / 60


def used_in(years: Sequence[FiscalYear]) -> dict[tuple[str, int], CityYear]:
    """Return use and cost by a city's public id and the year in which the fiscal year ends."""
    found: defaultdict[tuple[str, int], CityYear] = defaultdict(CityYear)
    if not years:
        return found
    held = Application.objects.filter(state=ApplicationState.SEATED).exclude(
        cohort__state=CohortState.CANCELLED
    )
    seated = _by_year(held, "seated_at", "jurisdiction", years)
    for city, year, seats, people in seated.annotate(
        all_seats=Count("pk"), all_people=Count("learner", distinct=True)
    ):
        found[city, year].seats, found[city, year].people = seats, people
    ended = _by_year(Application.objects.all(), "completed_at", "jurisdiction", years)
    for city, year, completed in ended.annotate(all_seats=Count("pk")):
        found[city, year].completed = completed
    there = _by_year(Attendance.objects.all(), "session__starts_at", "application__jurisdiction", years)
    for city, year, minutes in there.annotate(all_minutes=Sum("minutes")):
        found[city, year].minutes += minutes
    lessons = LessonProgress.objects.filter(lesson__contact_minutes__gt=0)
    played = _by_year(lessons, "done_at", "application__jurisdiction", years)
    for city, year, minutes in played.annotate(all_minutes=Sum("lesson__contact_minutes")):
        found[city, year].minutes += minutes
    borne = _by_year(CohortShare.objects.all(), "cohort__closed_at", "jurisdiction", years)
    for city, year, cents in borne.annotate(all_cents=Sum("cents")):
        found[city, year].cents = cents
    return dict(found)


def _by_year(
    rows: "QuerySet[Any]", field: str, city: str, years: Sequence[FiscalYear]
) -> "QuerySet[Any, tuple[Any, ...]]":
    """Group ``rows`` by their city and by the fiscal year that holds ``field``; others are left out."""
    holding = Case(
        *(When(within(field, year.period), then=Value(year.ending_in)) for year in years),
        output_field=IntegerField(),
    )
    dated = rows.annotate(fiscal_year=holding).exclude(fiscal_year=None)
    grouped: QuerySet[Any, tuple[Any, ...]] = dated.order_by().values_list(
        f"{city}__public_id", "fiscal_year"
    )
    return grouped
