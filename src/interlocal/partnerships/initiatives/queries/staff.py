"""Staff hours: what each city promised and gave."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User, people_for, people_with
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import Assignment, HoursAsk, Initiative, MonthGiven
from interlocal.partnerships.initiatives.queries.initiatives import initiatives_for
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.jurisdictions.public import Jurisdiction, jurisdictions_where, members

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class MonthLine:
    """One assignment in one month: what it promises, and what was given (``None``: nobody has said)."""

    assignment: Assignment
    promised: Decimal
    given: Decimal | None


@dataclass
class CityHours:
    """What one city promised and gave in some months; ``unanswered`` counts months nobody answered for."""

    jurisdiction: Jurisdiction
    promised: Decimal = ZERO
    given: Decimal = ZERO
    unanswered: int = 0
    lines: list[MonthLine] = field(default_factory=list)


def assignments_of(initiative: Initiative) -> QuerySet[Assignment]:
    """Return the assignments of an initiative, those that run first."""
    rows = initiative.assignments.select_related("jurisdiction", "commitment")
    return rows.order_by("commitment__outcome", "jurisdiction__name", "starts_on", "pk")


def hours_by_city(
    first_on: date,
    last_on: date,
    *,
    initiative: Initiative | None = None,
    jurisdictions: Iterable[Jurisdiction] | None = None,
) -> list[CityHours]:
    """Return promised and given hours by city, from the month of ``first_on`` to that of ``last_on``.

    Of one initiative or of all, of some jurisdictions or of all; in two queries, however many there are.
    """
    if last_on < rules.month_of(first_on):
        return []
    rows = _running(first_on, last_on)
    if initiative is not None:
        rows = rows.filter(initiative=initiative)
    if jurisdictions is not None:
        rows = rows.filter(jurisdiction__in=list(jurisdictions))
    found: dict[int, CityHours] = {}
    months = list(rules.months_between(first_on, last_on))
    given_by = _given(rows, months)
    for assignment in rows:
        city = found.setdefault(assignment.jurisdiction_id, CityHours(assignment.jurisdiction))
        given = given_by.get(assignment.pk, {})
        for month_on in months:
            promised = rules.promised_in(assignment, month_on)
            if promised or month_on in given:
                city.lines.append(MonthLine(assignment, promised, given.get(month_on)))
                city.promised += promised
                city.given += given.get(month_on, ZERO)
                city.unanswered += month_on not in given
    return sorted(found.values(), key=lambda city: city.jurisdiction.name)


def month_lines(jurisdiction: Jurisdiction, month_on: date) -> list[MonthLine]:
    """Return what ``jurisdiction`` promised for one month, line by line."""
    return [
        line
        for city in hours_by_city(month_on, month_on, jurisdictions=[jurisdiction])
        for line in city.lines
    ]


def assignment_for(user: Actor, public_id: str, assignment_id: str) -> Assignment:
    """Return an assignment that ``user`` may end; raises ``Http404`` for every other."""
    rows = Assignment.objects.filter(initiative__in=initiatives_for(user), initiative__public_id=public_id)
    found = get_object_or_404(rows.select_related("initiative", "jurisdiction"), public_id=assignment_id)
    if not rules.may_assign_staff(user, found.jurisdiction):
        raise Http404
    return found


def assigning_jurisdictions(user: Actor, on: date) -> QuerySet[Jurisdiction]:
    """Return the members for which ``user`` may promise hours and take part."""
    own = jurisdictions_where(user, Permission.ASSIGN)
    return own.filter(pk__in=members(on).values("pk"))


def assigning_jurisdiction_for(user: Actor, public_id: str) -> Jurisdiction:
    """Return a jurisdiction for which ``user`` may say the hours, or raise ``Http404``."""
    return get_object_or_404(jurisdictions_where(user, Permission.ASSIGN), public_id=public_id)


def managers_of(jurisdiction: Jurisdiction, on: date) -> QuerySet[User]:
    """Return the people of ``jurisdiction`` itself who may promise its hours."""
    of_its_own = people_for(jurisdiction.scope, on=on)
    return people_with(Permission.ASSIGN, jurisdiction.scope, on=on) & of_its_own


def to_be_asked(month_on: date, on: date) -> list[tuple[User, Jurisdiction]]:
    """Return each manager with the city whose hours of that month they have not been asked about."""
    cities = {row.jurisdiction_id: row.jurisdiction for row in _running(month_on, month_on)}
    asked: Mapping[int, set[int]] = _asked(month_on)
    pairs: list[tuple[User, Jurisdiction]] = []
    for city in sorted(cities.values(), key=lambda one: one.name):
        pairs += [
            (person, city) for person in managers_of(city, on) if person.pk not in asked.get(city.pk, set())
        ]
    return pairs


def ask_called(public_id: str) -> HoursAsk | None:
    """Return a question by its public id."""
    return HoursAsk.objects.filter(public_id=public_id).select_related("person", "jurisdiction").first()


def _asked(month_on: date) -> Mapping[int, set[int]]:
    asked: defaultdict[int, set[int]] = defaultdict(set)
    rows = HoursAsk.objects.filter(month_on=month_on).values_list("jurisdiction", "person")
    for jurisdiction, person in rows:
        asked[jurisdiction].add(person)
    return asked


def _running(first_on: date, last_on: date) -> QuerySet[Assignment]:
    ends = last_on.replace(day=monthrange(last_on.year, last_on.month)[1])
    runs = Q(starts_on__lte=ends) & (Q(ends_on=None) | Q(ends_on__gte=rules.month_of(first_on)))
    return Assignment.objects.filter(runs).select_related("jurisdiction", "initiative")


def _given(rows: QuerySet[Assignment], months: Sequence[date]) -> Mapping[int, Mapping[date, Decimal]]:
    """Return the hours given by assignment and month, without making a record of each."""
    given: defaultdict[int, dict[date, Decimal]] = defaultdict(dict)
    said = MonthGiven.objects.filter(
        month_on__range=(months[0], months[-1]), assignment__in=rows.values("pk")
    )
    for assignment, month_on, hours in said.values_list("assignment", "month_on", "hours"):
        given[assignment][month_on] = hours
    return given
