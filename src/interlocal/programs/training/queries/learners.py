"""Learners, their applications, and what one may apply for, as the pages without sign-in read them."""

from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    CohortState,
    Decision,
    HandIn,
    Homework,
    Learner,
    Material,
    Seat,
    SeatShare,
    Session,
)
from interlocal.programs.training.rules import mark_of


def catalogue(day: date) -> QuerySet[Cohort]:
    """Return the cohorts of listed courses for which one can apply on ``day`` or later, the next first."""
    return _counted(
        Cohort.objects.filter(state=CohortState.OPEN, apply_until__gte=day, course__is_listed=True)
    ).order_by("course__title", "begins_at", "pk")


def published_cohort(public_id: str) -> Cohort | None:
    """Return a cohort of the public catalogue, even one that takes no applications any more."""
    rows = Cohort.objects.exclude(state=CohortState.PLANNED).filter(course__is_listed=True)
    return _counted(rows).filter(public_id=public_id).first()


def _counted(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    held = Session.objects.filter(cancelled_at=None, makes_up=None).order_by("starts_at")
    return (
        cohorts.select_related("course")
        .annotate(
            free=_count(Seat.objects.filter(holder=None)),
            waiting=_count(Application.objects.filter(state=ApplicationState.WAITING)),
            begins_at=Subquery(held.filter(cohort=OuterRef("pk")).values("starts_at")[:1]),
        )
        .prefetch_related(
            Prefetch("sessions", queryset=held),
            Prefetch("shares", queryset=SeatShare.objects.select_related("jurisdiction")),
        )
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(cohort=OuterRef("pk")).order_by().values("cohort").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def application_of_learner_at(public_id: str, mark: str) -> Application | None:
    """Return an application whose learner still has the address that ``mark`` stands for."""
    found = _applications().filter(public_id=public_id).first()
    return found if found is not None and mark_of(found.learner.email) == mark else None


def application_of_supervisor_at(public_id: str, mark: str) -> Application | None:
    """Return an application whose supervisor still has the address that ``mark`` stands for."""
    found = _applications().filter(public_id=public_id).first()
    return found if found is not None and mark_of(found.supervisor_email) == mark else None


def learner_in_round(public_id: str, link_round: int) -> Learner | None:
    """Return a learner whose links of this round still count."""
    rows = Learner.objects.select_related("jurisdiction")
    return rows.filter(public_id=public_id, link_round=link_round).first()


def learner_at(email: str) -> Learner | None:
    """Return who has this address and has ever proved it or was nominated with it."""
    rows = Learner.objects.filter(email=email.strip().lower())
    return rows.filter(Q(confirmed_at__isnull=False) | Q(applications__nominated_at__isnull=False)).first()


def applications_of(learner: Learner) -> QuerySet[Application]:
    """Return the learner's applications, the latest first."""
    return _applications().filter(learner=learner).order_by("-created_at", "-pk")


def application_of(learner: Learner, public_id: str) -> Application | None:
    """Return one application of the learner's own."""
    return applications_of(learner).filter(public_id=public_id).first()


def _applications() -> QuerySet[Application]:
    return Application.objects.select_related("learner", "jurisdiction", "cohort__course", "mentor")


def decisions_about(application: Application) -> QuerySet[Decision]:
    """Return what was decided about an application, the latest first."""
    rows = application.decisions.select_related("jurisdiction", "cohort", "by")
    return rows.order_by("-created_at", "-pk")


def materials_for(application: Application) -> QuerySet[Material]:
    """Return the materials of the course that learners get."""
    rows = Material.objects.filter(course=application.cohort.course, is_for_instructors=False)
    return rows.select_related("file")


def homework_for(application: Application) -> list[tuple[Homework, HandIn | None]]:
    """Return each homework of the course, with what the learner handed in."""
    done = {one.homework_id: one for one in application.handed_in.select_related("file")}
    rows = Homework.objects.filter(course=application.cohort.course)
    return [(one, done.get(one.pk)) for one in rows]
