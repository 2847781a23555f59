"""What the program counts: seats used by each city, contact hours, and who completed."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from interlocal.kernel.periods import Period
from interlocal.programs.training.models import (
    Application,
    ApplicationState,
    Attendance,
    CohortState,
    LessonProgress,
)


def within(field: str, period: Period) -> Q:
    """Return what holds where the moment in ``field`` lies in ``period``, which has an end."""
    if period.ends_on is None:
        raise ValueError("A program is measured over a period with an end.")
    begins = datetime.combine(period.starts_on, time(), UTC)
    ends = datetime.combine(period.ends_on + timedelta(days=1), time(), UTC)
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def _seated(period: Period) -> QuerySet[Application]:
    seated = Application.objects.filter(within("seated_at", period), state=ApplicationState.SEATED)
    return seated.exclude(cohort__state=CohortState.CANCELLED)


def seats_used(period: Period) -> dict[str, Decimal]:
    """Return how many seats each jurisdiction took in ``period``.

    A no-show used its seat; of a cohort that was cancelled nobody did.
    """
    rows = _seated(period).values_list("jurisdiction__public_id").annotate(seats=Count("pk")).order_by()
    return {public_id: Decimal(seats) for public_id, seats in rows}


def contact_hours(period: Period) -> dict[str, Decimal]:
    """Return the hours of instruction of each city's learners: sessions and lessons done in ``period``."""
    present = (
        Attendance.objects.filter(within("session__starts_at", period))
        .values_list("application__jurisdiction__public_id")
        .annotate(minutes=Sum("minutes"))
        .order_by()
    )
    played = (
        LessonProgress.objects.filter(within("done_at", period), lesson__contact_minutes__gt=0)
        .values_list("application__jurisdiction__public_id")
        .annotate(minutes=Sum("lesson__contact_minutes"))
        .order_by()
    )
    minutes = Counter(dict(present)) + Counter(dict(played))
    return {public_id: Decimal(count) / 60 for public_id, count in minutes.items()}


def share_completed(period: Period) -> Decimal | None:
    """Return the percentage of those seated in ``period`` who completed; ``None`` when nobody was seated."""
    counts = _seated(period).aggregate(
        all=Count("pk"), completed=Count("pk", filter=Q(completed_at__isnull=False))
    )
    seats, completed = int(counts["all"]), int(counts["completed"])
    return Decimal(100 * completed) / seats if seats else None
