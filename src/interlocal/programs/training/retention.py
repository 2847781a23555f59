"""How long what training holds of people is kept, and the deletion of the rest.

The rules run in this order: what points at a record goes before it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from interlocal.programkit.public import RetentionRule
from interlocal.programs.training.models import (
    Application,
    Ask,
    Attendance,
    Certificate,
    Cohort,
    CostLine,
    Course,
    Decision,
    HandIn,
    Instructor,
    Learner,
    LessonProgress,
    Mentor,
    Response,
    Seat,
    SessionMessage,
    StaffFigure,
)
from interlocal.programs.training.models.learners import KEEP_LEARNING

YEAR = timedelta(days=365)
SEVEN_YEARS = timedelta(days=7 * 365 + 2)
CLOSED_OUT = _("Seven years after the cohort was closed out.")


def _ended_before(moment: datetime, cohort: str = "") -> Q:
    """Cohorts that ended before ``moment``; one that was never closed ends with its last possible day."""
    prefix = f"{cohort}__" if cohort else ""
    closed = Q(**{f"{prefix}closed_at__lt": moment}) | Q(**{f"{prefix}cancelled_at__lt": moment})
    forgotten = Q(
        **{
            f"{prefix}closed_at": None,
            f"{prefix}cancelled_at": None,
            f"{prefix}apply_until__lt": moment.date() - YEAR,
        }
    )
    return closed | forgotten


def _delete_of_cohorts(model: type[Model], cohort: str, age: timedelta) -> Callable[[datetime], int]:
    def delete(now: datetime) -> int:
        deleted, _each = model._default_manager.filter(_ended_before(now - age, cohort)).delete()
        return deleted

    return delete


def _delete_certificates(now: datetime) -> int:
    before = now - SEVEN_YEARS
    past = Q(expires_on=None, issued_at__lt=before) | Q(expires_on__lt=before.date())
    deleted, _each = Certificate.objects.filter(past).delete()
    return deleted


def _delete_applications(now: datetime) -> int:
    """Delete applications of old cohorts whose certificate is gone too, with the seats they held."""
    old = Application.objects.filter(
        _ended_before(now - SEVEN_YEARS, "cohort"), certificate=None, substituted_by=None
    )
    deleted = 0
    while batch := list(old.values_list("pk", flat=True)[:500]):
        Seat.objects.filter(holder__in=batch).update(holder=None)
        deleted += Application.objects.filter(pk__in=batch).delete()[0]
    return deleted


def _delete_learners(now: datetime) -> int:
    applied = Application.objects.filter(learner=OuterRef("pk"))
    deleted, _each = Learner.objects.filter(~Exists(applied), created_at__lt=now - YEAR).delete()
    return deleted


def _delete_cohorts(now: datetime) -> int:
    applied = Application.objects.filter(cohort=OuterRef("pk"))
    old = Cohort.objects.filter(_ended_before(now - SEVEN_YEARS)).filter(~Exists(applied))
    deleted, _each = old.delete()
    return deleted


def _delete_courses(now: datetime) -> int:
    held = Cohort.objects.filter(course=OuterRef("pk"))
    deleted, _each = Course.objects.filter(~Exists(held), created_at__lt=now - SEVEN_YEARS).delete()
    return deleted


def _delete_figures(now: datetime) -> int:
    deleted, _each = StaffFigure.objects.filter(year__lt=now.year - 10).delete()
    return deleted


RULES = (
    RetentionRule(
        model=HandIn,
        keep=_("A year after the cohort was closed out."),
        delete=_delete_of_cohorts(HandIn, "application__cohort", YEAR),
    ),
    RetentionRule(
        model=LessonProgress,
        keep=_("A year after the cohort was closed out."),
        delete=_delete_of_cohorts(LessonProgress, "application__cohort", YEAR),
    ),
    RetentionRule(
        model=SessionMessage,
        keep=KEEP_LEARNING,
        delete=_delete_of_cohorts(SessionMessage, "session__cohort", SEVEN_YEARS),
    ),
    RetentionRule(
        model=Attendance,
        keep=KEEP_LEARNING,
        delete=_delete_of_cohorts(Attendance, "session__cohort", SEVEN_YEARS),
    ),
    RetentionRule(
        model=Ask, keep=KEEP_LEARNING, delete=_delete_of_cohorts(Ask, "application__cohort", SEVEN_YEARS)
    ),
    RetentionRule(
        model=Response, keep=CLOSED_OUT, delete=_delete_of_cohorts(Response, "cohort", SEVEN_YEARS)
    ),
    RetentionRule(
        model=Decision, keep=KEEP_LEARNING, delete=_delete_of_cohorts(Decision, "cohort", SEVEN_YEARS)
    ),
    RetentionRule(
        model=Mentor,
        keep=KEEP_LEARNING,
        delete=_delete_of_cohorts(Mentor, "application__cohort", SEVEN_YEARS),
    ),
    RetentionRule(
        model=Certificate,
        keep=_("Seven years after it was issued or, where it expires, after that day."),
        delete=_delete_certificates,
    ),
    RetentionRule(model=Application, keep=KEEP_LEARNING, delete=_delete_applications),
    RetentionRule(
        model=Learner,
        keep=_("Seven years after the last cohort they applied for; a year after signing up for none."),
        delete=_delete_learners,
    ),
    RetentionRule(
        model=Instructor, keep=CLOSED_OUT, delete=_delete_of_cohorts(Instructor, "cohort", SEVEN_YEARS)
    ),
    RetentionRule(
        model=CostLine, keep=CLOSED_OUT, delete=_delete_of_cohorts(CostLine, "cohort", SEVEN_YEARS)
    ),
    RetentionRule(model=Cohort, keep=CLOSED_OUT, delete=_delete_cohorts),
    RetentionRule(model=Course, keep=_("Seven years after its last cohort."), delete=_delete_courses),
    RetentionRule(model=StaffFigure, keep=_("Ten years after the year."), delete=_delete_figures),
)
