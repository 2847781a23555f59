"""The clock port. Only views, tasks and commands ask it; everything below takes time as an argument."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return today's date in the partnership's time zone (``settings.TIME_ZONE``)."""
    return timezone.localdate(now())
