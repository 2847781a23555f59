"""Online lessons: which a course has, how far learners are, what a lesson begins with, and what it counts."""

from collections.abc import Collection

from django.core import signing
from django.db.models import Sum

from interlocal.foundation.accounts.public import User
from interlocal.programs.training.lessons.said import as_span
from interlocal.programs.training.models import Application, ApplicationState, Cohort, Lesson, LessonProgress

_SALT = "training.lesson"
_TRIAL = "trial"
# As long as a sign-in lasts: a learner who comes back later opens the lesson again.
OPEN_SECONDS = 60 * 60 * 12


def lessons_of(cohort: Cohort) -> list[Lesson]:
    """Return the lessons of the cohort's course."""
    return list(Lesson.objects.filter(homework__course=cohort.course_id).select_related("homework"))


def lesson_for(application: Application, homework_id: str) -> Lesson | None:
    """Return the lesson that a homework of the application's course is, for whoever has a seat."""
    if application.state != ApplicationState.SEATED:
        return None
    rows = Lesson.objects.filter(
        homework__course=application.cohort.course_id, homework__public_id=homework_id
    )
    return rows.select_related("homework").first()


def progress_of(application: Application, lesson: Lesson) -> LessonProgress | None:
    """Return how far a learner is in a lesson."""
    return LessonProgress.objects.filter(application=application, lesson=lesson).first()


def progress_in(cohort: Cohort) -> dict[tuple[int, int], LessonProgress]:
    """Return how far the learners of a cohort are, by application and homework (primary keys)."""
    rows = LessonProgress.objects.filter(application__cohort=cohort).select_related("lesson")
    return {(one.application_id, one.lesson.homework_id): one for one in rows}


def lesson_minutes(applications: Collection[int]) -> dict[int, int]:
    """Return the contact minutes of lessons that each has done, by application (primary key)."""
    rows = LessonProgress.objects.filter(application__in=applications, done_at__isnull=False)
    return dict(rows.values_list("application").annotate(total=Sum("lesson__contact_minutes")).order_by())


def key_to(lesson: Lesson, who: Application | User) -> str:
    """Return what opens the files of a lesson for a while, and nothing else; the lesson knows it."""
    whose = who.public_id if isinstance(who, Application) else _TRIAL
    return signing.TimestampSigner(salt=_SALT).sign(f"{lesson.public_id}.{whose}")


def lesson_opened_by(key: str) -> Lesson | None:
    """Return the lesson that ``key`` opens, as long as whom it was given to has a seat."""
    try:
        public_id, _dot, whose = (
            signing.TimestampSigner(salt=_SALT).unsign(key, max_age=OPEN_SECONDS).partition(".")
        )
    except signing.BadSignature:
        return None
    lesson = Lesson.objects.select_related("file").filter(public_id=public_id)
    if whose != _TRIAL:
        seated = Application.objects.filter(public_id=whose, state=ApplicationState.SEATED)
        lesson = lesson.filter(homework__course__in=seated.values("cohort__course"))
    return lesson.first()


def beginning(lesson: Lesson, *, number: str, name: str, progress: LessonProgress | None) -> dict[str, str]:
    """Return what the lesson finds when it begins, by the names of SCORM's data model."""
    begun = progress is not None and progress.saved_at is not None
    values = {
        "cmi.core.student_id": number,
        "cmi.core.student_name": name,
        "cmi.core.credit": "credit",
        "cmi.core.lesson_mode": "normal",
        "cmi.core.entry": "" if begun else "ab-initio",
        "cmi.core.total_time": as_span(progress.total_time if progress else 0),
        "cmi.launch_data": lesson.launch_data,
    }
    if lesson.mastery_score is not None:
        values["cmi.student_data.mastery_score"] = format(lesson.mastery_score.normalize(), "f")
    if progress is None or not begun:
        return values
    if progress.last_exit == "suspend" or progress.suspend_data or progress.location:
        values["cmi.core.entry"] = "resume"
    values |= {
        "cmi.core.lesson_status": progress.status,
        "cmi.core.lesson_location": progress.location,
        "cmi.suspend_data": progress.suspend_data,
    }
    for element, score in (
        ("raw", progress.score),
        ("min", progress.score_min),
        ("max", progress.score_max),
    ):
        if score is not None:
            values[f"cmi.core.score.{element}"] = format(score.normalize(), "f")
    return values
