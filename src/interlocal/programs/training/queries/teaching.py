"""What an instructor sees."""

from django.db.models import QuerySet

from interlocal.programs.training.models import ApplicationState, CohortState, HandIn, Instructor, Material
from interlocal.programs.training.rules import mark_of


def instructor_at(public_id: str, mark: str) -> Instructor | None:
    """Return an instructor who has the address that ``mark`` stands for, of a cohort that is not over."""
    rows = Instructor.objects.select_related("cohort__course").filter(
        cohort__state__in=[CohortState.PLANNED, CohortState.OPEN]
    )
    found = rows.filter(public_id=public_id).first()
    return found if found is not None and mark_of(found.email) == mark else None


def materials_of(instructor: Instructor) -> QuerySet[Material]:
    """Return all materials of the course."""
    return Material.objects.filter(course=instructor.cohort.course_id).select_related("file")


def handed_in(instructor: Instructor) -> QuerySet[HandIn]:
    """Return what learners with a seat handed in, what waits first."""
    rows = HandIn.objects.filter(
        application__cohort=instructor.cohort_id, application__state=ApplicationState.SEATED
    )
    rows = rows.select_related("homework", "application__learner", "application__jurisdiction", "file")
    return rows.order_by("accepted_at", "returned_at", "handed_in_at", "pk")
