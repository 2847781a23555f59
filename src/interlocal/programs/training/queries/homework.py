"""Homework of a cohort: who handed in what, what waits to be read, what is missing."""

from dataclasses import dataclass

from django.db.models import QuerySet

from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Cohort,
    HandIn,
    Homework,
    LessonProgress,
)
from interlocal.programs.training.queries.lessons import progress_in
from interlocal.programs.training.queries.sessions import seated_in


@dataclass(frozen=True)
class Task:
    """One piece of homework of one learner, and what was handed in."""

    application: Application
    homework: Homework
    done: HandIn | None
    progress: LessonProgress | None = None

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.application.public_id}-{self.homework.public_id}"

    @property
    def state(self) -> str:
        """``waiting`` to be read, ``returned``, ``missing`` or ``accepted``."""
        if self.done is None:
            return "missing"
        if self.done.accepted_at is not None:
            return "accepted"
        return "returned" if self.done.returned_at is not None else "waiting"


_ORDER = ("waiting", "returned", "missing", "accepted")


def homework_in(cohort: Cohort) -> list[Task]:
    """Return the homework of everybody with a seat: what waits to be read first, then by name."""
    tasks = list(Homework.objects.filter(course=cohort.course_id))
    done = {(one.application_id, one.homework_id): one for one in handed_in_of(cohort)}
    played = progress_in(cohort)
    found = [
        Task(application, task, done.get((application.pk, task.pk)), played.get((application.pk, task.pk)))
        for application in seated_in(cohort)
        for task in tasks
    ]
    return sorted(found, key=lambda one: _ORDER.index(one.state))


def handed_in_of(cohort: Cohort) -> QuerySet[HandIn]:
    """Return what learners with a seat handed in."""
    rows = HandIn.objects.filter(application__cohort=cohort, application__state=ApplicationState.SEATED)
    return rows.select_related("homework", "application__learner", "application__jurisdiction", "file")
