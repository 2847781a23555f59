"""What the program counts: seats used by each city, contact hours, and who completed."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum

from interlocal.kernel.periods import Period
from interlocal.programs.training.models import Application, ApplicationState, Attendance


def _within(field: str, period: Period) -> Q:
    if period.ends_on is None:
        raise ValueError("A program is measured over a period with an end.")
    begins = datetime.combine(period.starts_on, time(), UTC)
    ends = datetime.combine(period.ends_on + timedelta(days=1), time(), UTC)
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def seats_used(period: Period) -> dict[str, Decimal]:
    """Return how many seats each jurisdiction took in ``period``; a no-show used its seat."""
    rows = (
        Application.objects.filter(_within("seated_at", period), state=ApplicationState.SEATED)
        .values_list("jurisdiction__public_id")
        .annotate(seats=Count("pk"))
        .order_by()
    )
    return {public_id: Decimal(seats) for public_id, seats in rows}


def contact_hours(period: Period) -> dict[str, Decimal]:
    """Return the hours of instruction at which each jurisdiction's learners were present in ``period``."""
    rows = (
        Attendance.objects.filter(_within("session__starts_at", period))
        .values_list("application__jurisdiction__public_id")
        .annotate(minutes=Sum("minutes"))
        .order_by()
    )
    return {public_id: Decimal(minutes) / 60 for public_id, minutes in rows}


def share_completed(period: Period) -> Decimal | None:
    """Return the percentage of those seated in ``period`` who completed; ``None`` when nobody was seated."""
    seated = Application.objects.filter(_within("seated_at", period), state=ApplicationState.SEATED)
    counts = seated.aggregate(all=Count("pk"), completed=Count("pk", filter=Q(completed_at__isnull=False)))
    seats, completed = int(counts["all"]), int(counts["completed"])
    return Decimal(100 * completed) / seats if seats else None
