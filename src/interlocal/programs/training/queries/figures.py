"""Staff who stayed and left, as HR counts them once a year: trained supervisors' teams beside all."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.models import Application, StaffFigure
from interlocal.programs.training.rules import Permission


@dataclass(frozen=True, kw_only=True)
class Turnover:
    """Of a hundred employees on average, how many left in a year; ``None`` where there were none."""

    year: int
    of_all: Decimal | None
    of_trained: Decimal | None
    cities: int


def figures_for(reader: Actor) -> QuerySet[StaffFigure]:
    """Return the figures of the cities for which ``reader`` counts; who runs training sees all."""
    found = StaffFigure.objects.select_related("jurisdiction")
    if reader.reach(Permission.RUN).everywhere:
        return found
    reach = reader.reach(Permission.COUNT)
    return found if reach.everywhere else found.filter(jurisdiction__public_id__in=reach.jurisdictions)


def turnover_by_year(figures: QuerySet[StaffFigure]) -> list[Turnover]:
    """Return turnover of each year over the cities of ``figures``, the newest first."""
    by_year: dict[int, list[StaffFigure]] = {}
    for one in figures.order_by("-year", "pk"):
        by_year.setdefault(one.year, []).append(one)
    return [
        Turnover(
            year=year,
            of_all=_percent(sum(one.left for one in rows), sum(one.employees for one in rows)),
            of_trained=_percent(
                sum(one.left_of_trained for one in rows), sum(one.employees_of_trained for one in rows)
            ),
            cities=len(rows),
        )
        for year, rows in by_year.items()
    ]


def cities_to_count(year: int) -> list[Jurisdiction]:
    """Return the cities where somebody had completed a course by the end of ``year``, without figures."""
    trained = Application.objects.filter(completed_at__year__lte=year).values("jurisdiction")
    counted = StaffFigure.objects.filter(year=year).values("jurisdiction")
    return list(Jurisdiction.objects.filter(pk__in=trained).exclude(pk__in=counted).order_by("name"))


def _percent(left: int, employees: int) -> Decimal | None:
    return (Decimal(100 * left) / employees).quantize(Decimal("0.1")) if employees else None
