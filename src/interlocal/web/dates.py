"""Days and moments as people read them, in the language of the page and the partnership's time zone."""

import datetime as dt

from django.utils import dateformat, timezone
from django.utils.formats import get_format
from django.utils.translation import pgettext

Moment = dt.date | dt.datetime


def spoken(value: Moment) -> str:
    """Return ``"Tue, Mar 10, 2026"`` or ``"Tue, Mar 10, 2026, 9:00 a.m. CDT"``."""
    if isinstance(value, dt.datetime):
        return dateformat.format(_local(value), pgettext("format of a moment", "D, M j, Y, g:i a T"))
    return dateformat.format(value, pgettext("format of a day", "D, M j, Y"))


def short(value: Moment) -> str:
    """Return ``"Mar 10, 2026"``."""
    day = _local(value) if isinstance(value, dt.datetime) else value
    return dateformat.format(day, pgettext("short format of a day", "M j, Y"))


def machine(value: Moment) -> str:
    """Return the ISO 8601 form for a ``time`` element."""
    return (
        _local(value).isoformat(timespec="seconds") if isinstance(value, dt.datetime) else value.isoformat()
    )


def iso_day(text: str) -> str:
    """Return a day written in the form's language as ISO 8601, as ``<input type="date">`` wants it.

    What is no day stays as typed.
    """
    for layout in get_format("DATE_INPUT_FORMATS"):
        try:
            return dt.datetime.strptime(text, layout).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return text


def _local(value: dt.datetime) -> dt.datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
