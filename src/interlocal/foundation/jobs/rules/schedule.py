"""When a recurring task is to run. Times of day are the partnership's own."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Schedule:
    """A task that runs ``every`` so often, or at a time of ``day`` (on one ``weekday``, Monday is 0)."""

    name: str
    task: str
    every: timedelta | None = None
    at: time | None = None
    weekday: int | None = None

    def __post_init__(self) -> None:
        if (self.every is None) == (self.at is None) or (self.every is not None and self.weekday is not None):
            raise ValueError(f"Schedule {self.name} runs either every so often or at a time of day.")
        if self.every is not None and self.every < timedelta(seconds=60):
            raise ValueError(f"Schedule {self.name} runs at most once a minute.")

    @property
    def starts_at_once(self) -> bool:
        """Does it run as soon as it is installed, rather than at its first slot?"""
        return self.every is not None

    def slot(self, now: datetime) -> str:
        """Return the name of the latest slot that has begun at ``now``; later slots have greater names.

        A time of day that the clock skips in spring counts as the moment after the gap; of one that comes
        twice in autumn the first counts.
        """
        if self.every is not None:
            seconds = int(self.every.total_seconds())
            begun = int(now.timestamp()) // seconds * seconds
            return datetime.fromtimestamp(begun, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self._day_slot(now)

    def _day_slot(self, now: datetime) -> str:
        assert self.at is not None
        zone = timezone.get_default_timezone()
        day = now.astimezone(zone).date()
        if datetime.combine(day, self.at, zone).astimezone(UTC) > now:
            day -= timedelta(days=1)
        if self.weekday is not None:
            day -= timedelta(days=(day.weekday() - self.weekday) % 7)
        return day.isoformat()
