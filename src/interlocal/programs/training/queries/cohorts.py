"""Cohorts as they are listed and opened."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    Course,
    Instructor,
    Seat,
    Session,
)
from interlocal.programs.training.rules import Permission


def cohorts_for(reader: Actor) -> QuerySet[Cohort]:
    """Return the cohorts that ``reader`` may see, with their seats, seats taken, and when they begin and end.

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
        ends_at=Subquery(
            Session.objects.filter(cohort=OuterRef("pk"), cancelled_at=None)
            .order_by("-ends_at")
            .values("ends_at")[:1]
        ),
        instructed=Exists(Instructor.objects.filter(cohort=OuterRef("pk"))),
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


def cohort_to_run(reader: Actor, public_id: str) -> Cohort:
    """Return one cohort for whoever runs training; raises ``Http404`` for others."""
    if not reader.may(Permission.RUN):
        raise Http404
    return cohort_for(reader, public_id)


def courses_by_title() -> QuerySet[Course]:
    """Return the catalogue with how many cohorts each course had or has."""
    return Course.objects.annotate(runs=_count_of_course())


def _count_of_course() -> Coalesce:
    counted = Cohort.objects.filter(course=OuterRef("pk")).order_by().values("course").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def course_by_id(public_id: str) -> Course:
    """Return one course of the catalogue, or raise ``Http404``."""
    return get_object_or_404(courses_by_title(), public_id=public_id)
