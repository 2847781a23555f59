"""On which days the meetings of a series fall."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from interlocal.partnerships.meetings.models import MeetingSeries, Repeats


def days_of(series: MeetingSeries, until: date) -> Iterator[date]:
    """Yield the days of ``series`` from its first to ``until``, its own end and ``until`` included.

    A month that has no such date (the 31st, say) is left out, as iCalendar does (RFC 5545, 3.3.10).
    """
    last = min(until, series.until_on) if series.until_on else until
    step = 0
    while (first := _month(series.first_on, step)) <= last if _is_monthly(series) else True:
        day = _in_month(series, first) if _is_monthly(series) else _in_weeks(series, step)
        if day is not None and day > last:
            return
        if day is not None and day >= series.first_on:
            yield day
        step += series.every


def _is_monthly(series: MeetingSeries) -> bool:
    return series.repeats != Repeats.WEEKLY


def _in_weeks(series: MeetingSeries, weeks: int) -> date:
    return series.first_on + timedelta(weeks=weeks)


def _month(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _in_month(series: MeetingSeries, first: date) -> date | None:
    _weekday, length = monthrange(first.year, first.month)
    if series.repeats == Repeats.MONTHLY_BY_DAY:
        return first.replace(day=series.first_on.day) if series.first_on.day <= length else None
    weekday = series.first_on.weekday()
    if series.ordinal == -1:
        last = first.replace(day=length)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    opening = first + timedelta(days=(weekday - first.weekday()) % 7)
    return opening + timedelta(weeks=(series.ordinal or 1) - 1)
