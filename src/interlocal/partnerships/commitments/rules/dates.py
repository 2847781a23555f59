"""When something is due."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from interlocal.partnerships.commitments.models import DueKind, Step

_SATURDAY = 5


def day_of(moment: datetime) -> date:
    """Return the partnership's calendar day at ``moment``."""
    return timezone.localdate(moment)


def weekdays_after(day: date, count: int) -> date:
    """Return the ``count``-th Monday to Friday after ``day``; ``day`` itself for none."""
    return _move(day, count, timedelta(days=1))


def weekdays_before(day: date, count: int) -> date:
    """Return the ``count``-th Monday to Friday before ``day``; ``day`` itself for none."""
    return _move(day, count, timedelta(days=-1))


def due_date(
    step: Step, *, closed: Mapping[str, date], started_on: date, target_on: date | None
) -> date | None:
    """Return when ``step`` is due, once every step before it is settled.

    ``closed`` gives the day on which each of those was done or skipped. The answer is ``None`` when the rule
    gives no date, or counts from a target date that nobody has set yet.
    """
    due = step.due
    match due.kind:
        case DueKind.FIXED:
            return due.on
        case DueKind.NONE:
            return None
        case DueKind.DAYS_BEFORE:
            return target_on and target_on - timedelta(days=due.days)
        case DueKind.WEEKDAYS_BEFORE:
            return target_on and weekdays_before(target_on, due.days)
    begins_on = closed[due.of] if due.of else max((closed[key] for key in step.after), default=started_on)
    is_plain = due.kind == DueKind.DAYS_AFTER
    return begins_on + timedelta(days=due.days) if is_plain else weekdays_after(begins_on, due.days)


def _move(day: date, count: int, one: timedelta) -> date:
    while count > 0:
        day += one
        if day.weekday() < _SATURDAY:
            count -= 1
    return day
