"""Applications as a table."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from interlocal.kernel.permissions import Actor
from interlocal.programs.training.models import Application, LessonProgress
from interlocal.programs.training.rules import Permission

EXPORT_COLUMNS = (
    "Course",
    "Cohort",
    "City",
    "Learner",
    "Position",
    "State",
    "Seated on",
    "Lessons done",
    "Completed on",
)


def applications_for(reader: Actor) -> QuerySet[Application]:
    """Return the applications whose learners ``reader`` may know: all, or those of their jurisdictions."""
    found = Application.objects.select_related("learner", "jurisdiction", "cohort__course")
    if reader.reach(Permission.RUN).everywhere:
        return found
    reach = reader.reach(Permission.NOMINATE)
    if reach.everywhere:
        return found
    return found.filter(Q(jurisdiction__public_id__in=reach.jurisdictions))


def lessons_done(reader: Actor) -> dict[int, int]:
    """Return how many online lessons each of the reader's applications has done (primary keys), if any."""
    rows = LessonProgress.objects.filter(application__in=applications_for(reader), done_at__isnull=False)
    return dict(rows.values_list("application").annotate(count=Count("pk")).order_by())


def export_rows(reader: Actor) -> Sequence[Sequence[str]]:
    """Return the reader's applications as rows below ``EXPORT_COLUMNS``."""
    done = lessons_done(reader)
    return [
        (
            one.cohort.course.title,
            one.cohort.title,
            one.jurisdiction.name,
            one.learner.name,
            one.learner.job_title,
            one.get_state_display(),
            one.seated_at.date().isoformat() if one.seated_at else "",
            str(done.get(one.pk, "")),
            one.completed_at.date().isoformat() if one.completed_at else "",
        )
        for one in applications_for(reader).order_by("cohort__apply_from", "cohort_id", "pk")
    ]
