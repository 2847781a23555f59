"""Cohorts as they are listed and opened."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    Seat,
    Session,
)
from interlocal.programs.training.rules import Permission


def cohorts_for(reader: Actor) -> QuerySet[Cohort]:
    """Return the cohorts that ``reader`` may see, with their seats, seats taken and first session.

    Who runs training sees all; others see those in which a jurisdiction of theirs has a share, once they
    are open.
    """
    found = Cohort.objects.select_related("course").annotate(
        capacity=_count(Seat.objects.all()),
        taken=_count(Seat.objects.filter(holder__isnull=False)),
        waiting=_count(Application.objects.filter(state=ApplicationState.WAITING)),
        begins_at=Subquery(
            Session.objects.filter(cohort=OuterRef("pk"), cancelled_at=None)
            .order_by("starts_at")
            .values("starts_at")[:1]
        ),
    )
    if reader.reach(Permission.RUN).everywhere or reader.reach(Permission.READ).everywhere:
        return found
    reach = reader.reach(Permission.READ)
    theirs = Q(shares__jurisdiction__public_id__in=reach.jurisdictions) & ~Q(state=CohortState.PLANNED)
    ids = Cohort.objects.filter(theirs).values("pk")
    return found.filter(pk__in=ids)


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(cohort=OuterRef("pk")).order_by().values("cohort").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def cohort_for(reader: Actor, public_id: str) -> Cohort:
    """Return one cohort; raises ``Http404`` when there is none or it is not the reader's to see."""
    return get_object_or_404(cohorts_for(reader), public_id=public_id)


def cohorts_open_on(day: date) -> int:
    """Return for how many cohorts one may apply on ``day``."""
    return Cohort.objects.filter(
        state=CohortState.OPEN, apply_from__lte=day, apply_until__gte=day, course__is_listed=True
    ).count()
