"""The clock: count back from the start of a meeting to the latest moment to post its notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from .closed_days import ClosedDays, NeverOpen
from .rule import LocalRule, NoticeRule

_ZERO = timedelta(0)
_LONGEST = 366  # days in a row without an hour that counts


@dataclass(frozen=True)
class Stretch:
    """A piece of one local day, in UTC. ``closed_for`` says why it does not count; "" where it counts."""

    day: date
    begins_at: datetime
    ends_at: datetime
    closed_for: str

    @property
    def counted(self) -> timedelta:
        """How much of it counts."""
        return _ZERO if self.closed_for else self.ends_at - self.begins_at


@dataclass(frozen=True)
class LocalDeadline:
    """By when a city's own rule asks for something; ``closed_for`` as in a stretch, for that day."""

    rule: LocalRule
    due_at: datetime
    closed_for: str


@dataclass(frozen=True)
class Verdict:
    """A posting, judged: what counts between it and the start, and what lacks.

    ``short_by`` is in hours that count, ``late_by`` in hours of the clock after the latest moment.
    """

    posted_at: datetime
    counted: timedelta
    short_by: timedelta
    late_by: timedelta
    is_after_start: bool

    @property
    def is_in_time(self) -> bool:
        """Whether it keeps the law's rule and every local one."""
        return not self.late_by


@dataclass(frozen=True)
class Reckoning:
    """How the latest moment was found. Moments are in UTC; ``stretches`` run from the latest to the first."""

    starts_at: datetime
    rule: NoticeRule
    days: ClosedDays
    stretches: tuple[Stretch, ...]
    by_law_at: datetime
    local: tuple[LocalDeadline, ...] = field(default=())

    @property
    def due_at(self) -> datetime:
        """The latest moment to post: the law's, or the earliest that a local rule asks for the notice."""
        asked = [one.due_at for one in self.local if one.rule.asks == "notice"]
        return min([self.by_law_at, *asked])

    @property
    def agenda_due_at(self) -> datetime | None:
        """By when local rules want the agenda, or ``None``."""
        return min((one.due_at for one in self.local if one.rule.asks == "agenda"), default=None)

    @property
    def deciding(self) -> str:
        """The section or local rule that sets the latest moment."""
        strictest = min(
            (one for one in self.local if one.rule.asks == "notice"), key=lambda one: one.due_at, default=None
        )
        if strictest is not None and strictest.due_at < self.by_law_at:
            return strictest.rule.words
        return self.rule.section

    def judge(self, posted_at: datetime) -> Verdict:
        """Judge a notice posted at ``posted_at``. Exactly the latest moment is in time."""
        counted = counted_between(self.days, posted_at, self.starts_at)
        return Verdict(
            posted_at=posted_at,
            counted=counted,
            short_by=max(self.rule.needed - counted, _ZERO),
            late_by=max(posted_at - self.due_at, _ZERO),
            is_after_start=posted_at >= self.starts_at,
        )


def reckon(
    *, starts_at: datetime, rule: NoticeRule, days: ClosedDays, local: Iterable[LocalRule] = ()
) -> Reckoning:
    """Find the latest moment to post the notice of a meeting that starts at ``starts_at`` (aware).

    Walking back from the start, time on days when the building is open counts until ``rule.hours`` are full
    of the law. Raises ``NeverOpen`` where the building is closed for more than a year.
    """
    starts_at = starts_at.astimezone(UTC)
    stretches, left, idle = [], rule.needed, 0
    for stretch in _back_from(days, starts_at):
        if not left:
            break
        if stretch.counted > left:
            stretch = Stretch(stretch.day, stretch.ends_at - left, stretch.ends_at, "")  # noqa: PLW2901
        left -= stretch.counted
        idle = 0 if stretch.counted else idle + 1
        if idle > _LONGEST:
            raise NeverOpen("The building is closed for more than a year: no hours count.")
        stretches.append(stretch)
    return Reckoning(
        starts_at=starts_at,
        rule=rule,
        days=days,
        stretches=tuple(stretches),
        by_law_at=stretches[-1].begins_at if stretches else starts_at,
        local=tuple(_deadline(one, starts_at, days) for one in local),
    )


def counted_between(days: ClosedDays, begins_at: datetime, ends_at: datetime) -> timedelta:
    """Return how much of the time from ``begins_at`` to ``ends_at`` lies on days that count."""
    return sum((one.counted for one in stretches_between(days, begins_at, ends_at)), _ZERO)


def stretches_between(days: ClosedDays, begins_at: datetime, ends_at: datetime) -> tuple[Stretch, ...]:
    """Return the time between two moments, cut into local days, the first day first."""
    begins_at = begins_at.astimezone(UTC)
    found: list[Stretch] = []
    for one in _back_from(days, ends_at.astimezone(UTC)):
        if one.ends_at <= begins_at:
            break
        found.append(Stretch(one.day, max(one.begins_at, begins_at), one.ends_at, one.closed_for))
    return tuple(reversed(found))


def _back_from(days: ClosedDays, moment: datetime) -> Iterator[Stretch]:
    """Yield each local day before ``moment``, from the latest on; the first is the part before it."""
    day, ends_at = days.day_of(moment), moment
    while True:
        begins_at = days.begin_of(day)
        if begins_at < ends_at:
            yield Stretch(day, begins_at, ends_at, days.why_closed(day))
        day, ends_at = day - timedelta(days=1), begins_at


def _deadline(rule: LocalRule, starts_at: datetime, days: ClosedDays) -> LocalDeadline:
    due_at = rule.due_for(starts_at, days.zone).astimezone(UTC)
    return LocalDeadline(rule, due_at, days.why_closed(days.day_of(due_at)))
