"""On which days a building is closed, and where its days begin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .rule import WEEKDAYS

MONDAY_TO_FRIDAY = frozenset(range(5))


class NeverOpen(ValueError):
    """The building is closed for a whole year: no hours can count."""


@dataclass(frozen=True, kw_only=True)
class ClosedDays:
    """A building's calendar in its ``zone``: open on ``open_weekdays`` (Monday is 0) but for ``closures``.

    ``closures`` gives the reason for each day, such as a holiday's name.
    """

    zone: ZoneInfo
    open_weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    closures: Mapping[date, str] = field(default_factory=dict)

    def why_closed(self, day: date) -> str:
        """Return why the building is closed on ``day``: a reason, or the weekday; "" where it is open."""
        if day.weekday() not in self.open_weekdays:
            return WEEKDAYS[day.weekday()]
        return self.closures.get(day, "")

    def day_of(self, moment: datetime) -> date:
        """Return the local day of a moment."""
        return moment.astimezone(self.zone).date()

    def begin_of(self, day: date) -> datetime:
        """Return the moment, in UTC, at which a local day begins.

        Where clocks are set forward at midnight that is the moment of the change, and where they are set
        back to midnight it is the first of the two (PEP 495, ``fold`` 0).
        """
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def end_of(self, day: date) -> datetime:
        """Return the moment, in UTC, at which the next local day begins."""
        return self.begin_of(day + timedelta(days=1))
