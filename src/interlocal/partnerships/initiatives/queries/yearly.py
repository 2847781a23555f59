"""A city's fiscal year in the partnership: what it promised, gave and got, and what is next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from interlocal.foundation.accounts.public import User
from interlocal.kernel.periods import FiscalYear, Period
from interlocal.partnerships.commitments.public import Commitment, commitments_for
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import (
    Decision,
    Expectation,
    Initiative,
    Outcome,
    Part,
    Stance,
    Stand,
)
from interlocal.partnerships.initiatives.queries.case import ExpectationShown
from interlocal.partnerships.initiatives.queries.initiatives import initiatives_for
from interlocal.partnerships.initiatives.queries.pipeline import current_stages
from interlocal.partnerships.initiatives.queries.programs import programs_for
from interlocal.partnerships.initiatives.queries.staff import CityHours, MonthLine, hours_by_city
from interlocal.partnerships.jurisdictions.public import Jurisdiction, the_partnership

YEARS_OFFERED = 4
CALENDAR_YEAR = (1, 1)
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class HoursLine:
    """One promise of hours over the year."""

    line: MonthLine
    promised: Decimal
    given: Decimal
    unanswered: int


@dataclass(frozen=True)
class Ahead:
    """An initiative in which the city takes part, and the stage that would come next."""

    stance: Stance
    stage: str
    next_stage: str


@dataclass(frozen=True)
class YearReport:
    """One city's fiscal year, as on ``as_of``; every list holds the rows behind its figure."""

    city: Jurisdiction
    year: FiscalYear
    period: Period
    as_of: date
    hours: Sequence[HoursLine]
    promised: Sequence[Commitment]
    done: Sequence[Commitment]
    received: Sequence[Commitment]
    results: Sequence[ExpectationShown]
    outcomes: Sequence[Outcome]
    decisions: Sequence[Decision]
    ahead: Sequence[Ahead]
    still_owed: Sequence[Commitment]

    @property
    def hours_promised(self) -> Decimal:
        """Hours that the city promised in the year."""
        return sum((line.promised for line in self.hours), ZERO)

    @property
    def hours_given(self) -> Decimal:
        """Hours that the city gave in the year, as far as anybody said."""
        return sum((line.given for line in self.hours), ZERO)

    @property
    def overdue(self) -> int:
        """How many of what is still owed are late."""
        return sum(row.due_on is not None and row.due_on < self.as_of for row in self.still_owed)


def years_of(cities: Iterable[Jurisdiction], today: date) -> list[tuple[Jurisdiction, list[FiscalYear]]]:
    """Return each city with the fiscal years for which a report is offered, the present one first.

    A city whose own fiscal year is not known has the partnership's.
    """
    partnership = the_partnership()
    common = partnership and (partnership.fiscal_year_starts_month, partnership.fiscal_year_starts_day)
    return [(city, _years(city, today, common or CALENDAR_YEAR)) for city in cities]


def fiscal_year_of(city: Jurisdiction, day: date) -> FiscalYear:
    """Return the fiscal year of ``city`` that holds ``day``."""
    [(_city, years)] = years_of([city], day)
    return years[0]


def _years(city: Jurisdiction, today: date, common: tuple[int, int]) -> list[FiscalYear]:
    month, start = city.fiscal_year_starts_month, city.fiscal_year_starts_day
    if month is None or start is None:
        month, start = common
    present = FiscalYear.containing(today, month, start)
    return [
        FiscalYear(present.ending_in - back, present.starts_month, present.starts_day)
        for back in range(YEARS_OFFERED)
    ]


def year_report(user: User, city: Jurisdiction, year: FiscalYear, *, today: date) -> YearReport:
    """Return the report of ``city`` for ``year``, of what ``user`` may see; queries do not grow with rows."""
    period = year.period
    ends_on = period.ends_on or today
    seen = commitments_for(user).with_state(today)
    own = seen.filter(owed_by=city)
    in_year = Q(due_on__range=(period.starts_on, ends_on))
    done_in_year = Q(done_on__range=(period.starts_on, ends_on))
    stances = list(
        Stance.objects.filter(jurisdiction=city, initiative__in=initiatives_for(user), starts_on__lte=ends_on)
        .filter(Q(ends_on=None) | Q(ends_on__gte=period.starts_on))
        .exclude(stand=Stand.DECLINES)
        .select_related("initiative")
        .order_by("initiative__title", "starts_on")
    )
    joined = {stance.initiative_id for stance in stances if stance.stand == Stand.JOINS}
    return YearReport(
        city=city,
        year=year,
        period=period,
        as_of=today,
        hours=_hours(city, period.starts_on, min(ends_on, rules.months_ended(today, 1)[1])),
        promised=list(own.filter(in_year | done_in_year).exclude(outcome="withdrawn")),
        done=list(own.filter(done_in_year)),
        received=list(seen.filter(Q(owed_to=city) | Q(owed_to=None), done_in_year).exclude(owed_by=city)),
        results=_results(joined, period.starts_on, ends_on),
        outcomes=_outcomes(user, city, period.starts_on, ends_on),
        decisions=list(
            Decision.objects.filter(
                initiative__in=joined, decided_on__range=(period.starts_on, ends_on)
            ).select_related("initiative")
        ),
        ahead=_ahead([stance for stance in stances if stance.ends_on is None]),
        still_owed=list(own.still_owed().filter(Q(due_on__isnull=False) | Q(is_standing=False))),
    )


def _hours(city: Jurisdiction, first_on: date, last_on: date) -> list[HoursLine]:
    counted: list[CityHours] = hours_by_city(first_on, last_on, jurisdictions=[city])
    found: dict[int, list[MonthLine]] = {}
    for line in (line for one in counted for line in one.lines):
        found.setdefault(line.assignment.pk, []).append(line)
    return [
        HoursLine(
            lines[0],
            sum((line.promised for line in lines), ZERO),
            sum((line.given or ZERO for line in lines), ZERO),
            sum(line.given is None for line in lines),
        )
        for lines in found.values()
    ]


def _results(joined: set[int], first_on: date, last_on: date) -> list[ExpectationShown]:
    rows = Expectation.objects.filter(
        initiative__in=joined, withdrawn_at=None, result_on__range=(first_on, last_on)
    )
    return [ExpectationShown(row, rules.expectation_met(row)) for row in rows.select_related("initiative")]


def _outcomes(user: User, city: Jurisdiction, first_on: date, last_on: date) -> list[Outcome]:
    takes_part = programs_for(user).filter(
        participations__jurisdiction=city, participations__part__in=[Part.TAKES_PART, Part.ADMINISTERS]
    )
    rows = Outcome.objects.filter(program__in=takes_part, source_on__range=(first_on, last_on))
    return list(rows.select_related("program").distinct())


def _ahead(stances: Sequence[Stance]) -> list[Ahead]:
    stages = current_stages()
    names = {stage.key: stage.title for stage in stages}
    found = []
    for stance in stances:
        initiative: Initiative = stance.initiative
        after = rules.stage_after(stages, initiative.stage_key)
        if after is not None:
            found.append(Ahead(stance, names.get(initiative.stage_key, initiative.stage_key), after.title))
    return found
