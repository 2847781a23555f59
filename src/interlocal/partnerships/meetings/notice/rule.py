"""What a rule asks for: hours of notice by a state's law, or a day and time by a city's own."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, kw_only=True)
class NoticeRule:
    """So many ``hours`` before the start, less only as ``short_section`` says."""

    hours: int
    section: str
    words: str = ""
    short_section: str = ""
    short_words: str = ""
    source: str = ""
    is_unconfirmed: bool = True

    @property
    def needed(self) -> timedelta:
        """The time that must count between posting and start."""
        return timedelta(hours=self.hours)


@dataclass(frozen=True, kw_only=True)
class LocalRule:
    """Something must be done by ``at`` on ``weekday`` (Monday is 0), ``weeks_before`` weeks before.

    Weeks run from Monday to Sunday: 0 is the week of the meeting. ``asks`` is ``notice`` or ``agenda``.
    """

    asks: str
    weekday: int
    at: time
    weeks_before: int
    words: str

    def day_for(self, meets_on: date) -> date:
        """Return the day on which it must be done for a meeting on ``meets_on``."""
        monday = meets_on - timedelta(days=meets_on.weekday())
        return monday - timedelta(weeks=self.weeks_before) + timedelta(days=self.weekday)

    def due_for(self, starts_at: datetime, zone: ZoneInfo) -> datetime:
        """Return the moment by which it must be done for a meeting that starts at ``starts_at``."""
        day = self.day_for(starts_at.astimezone(zone).date())
        return datetime.combine(day, self.at, zone)
