"""Clocks: what a local time is in UTC, and which hour of the week it is.

An hour that the clock skips and one that it runs twice are dealt with as PEP 495 describes: a skipped time
counts with the offset before the change, so that 02:30 becomes 03:30; a doubled one is the first unless asked
otherwise.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

HOURS_OF_WEEK = 168
_DAY, _HOUR = 86_400, 3_600
_LOOK = 4 * _DAY  # no zone changes its clock twice within it
_MONDAY = 4 * _DAY  # 5 January 1970
_MICRO = 1_000_000


@dataclass(frozen=True)
class Change:
    """The offset from UTC goes from ``before`` to ``after`` seconds at ``at`` (seconds since 1970)."""

    at: int
    before: int
    after: int


@dataclass(frozen=True)
class Clock:
    """The offsets of a zone between two moments: the first, and every change."""

    zone: str
    first: int
    changes: tuple[Change, ...]

    def offsets(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the offset in seconds at each moment (seconds since 1970, UTC)."""
        at = np.array([change.at for change in self.changes], dtype=np.int64)
        offsets = np.array([self.first, *(change.after for change in self.changes)], dtype=np.int64)
        return offsets[np.searchsorted(at, moments, side="right")]

    def from_local(
        self, local: NDArray[np.int64], *, doubled: str
    ) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
        """Return local times (seconds since 1970) in UTC, and which the clock skipped or showed twice."""
        edges = []
        skipped, twice = np.zeros(len(local), dtype=bool), np.zeros(len(local), dtype=bool)
        for change in self.changes:
            low, high = sorted((change.at + change.before, change.at + change.after))
            is_back = change.after < change.before
            edges.append(low if is_back and doubled == "second" else high)
            within = (local >= low) & (local < high)
            skipped, twice = (skipped, twice | within) if is_back else (skipped | within, twice)
        offsets = np.array([self.first, *(change.after for change in self.changes)], dtype=np.int64)
        at = np.searchsorted(np.array(edges, dtype=np.int64), local, side="right")
        return local - offsets[at], skipped, twice

    def hours_of_week(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the local hour of the week, 0 for Monday from midnight to one, at each moment."""
        local = moments + self.offsets(moments)
        return (local - _MONDAY) // _HOUR % HOURS_OF_WEEK

    def local_days(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the local day, in days since 1970, at each moment."""
        return (moments + self.offsets(moments)) // _DAY

    def begins(self, day: int) -> int:
        """Return the moment at which a local day (days since 1970) begins."""
        local = day * _DAY
        for change in self.changes:
            if local < change.at + max(change.before, change.after):
                return local - change.before
        return local - (self.changes[-1].after if self.changes else self.first)

    @property
    def step(self) -> int:
        """The longest stretch in seconds, an hour at most, that no local hour's beginning cuts."""
        offsets = [self.first, *(change.after for change in self.changes)]
        return int(np.gcd.reduce([_HOUR, *offsets]))


def clock_of(zone: str, first: datetime, last: datetime) -> Clock:
    """Return the clock of a zone from two days before ``first`` until two days after ``last`` (naive)."""
    info = ZoneInfo(zone)
    low = int((first - timedelta(days=2)).replace(tzinfo=UTC).timestamp()) // _DAY * _DAY
    high = int((last + timedelta(days=2)).replace(tzinfo=UTC).timestamp())

    def offset(moment: int) -> int:
        gap = datetime.fromtimestamp(moment, info).utcoffset()
        assert gap is not None
        return round(gap.total_seconds())

    start = before = offset(low)
    changes = []
    for day in range(low + _LOOK, high + _LOOK, _LOOK):
        after = offset(day)
        if after != before:
            left, right = day - _LOOK, day
            while right - left > 1:
                middle = (left + right) // 2
                left, right = (middle, right) if offset(middle) == before else (left, middle)
            changes.append(Change(right, before, after))
            before = after
    return Clock(zone, start, tuple(changes))


def to_utc(value: str, clock: Clock, doubled: str) -> str:
    """Return the SQL of a local moment in UTC; ``doubled`` says which of two equal hours is meant."""
    if not clock.changes:
        return _shifted(value, str(clock.first)) if clock.first else value
    cases = []
    for change in clock.changes:
        is_doubled = change.after < change.before
        end = change.at + (
            change.after if is_doubled and doubled == "second" else max(change.before, change.after)
        )
        cases.append(f"WHEN {value} < {timestamp(end)} THEN {change.before}")
    return _shifted(value, f"CASE {' '.join(cases)} ELSE {clock.changes[-1].after} END")


def is_skipped(value: str, clock: Clock) -> str:
    """Return the SQL of whether the clock never showed a local moment."""
    return _within(value, [(c.at + c.before, c.at + c.after) for c in clock.changes if c.after > c.before])


def is_doubled(value: str, clock: Clock) -> str:
    """Return the SQL of whether the clock showed a local moment twice."""
    return _within(value, [(c.at + c.after, c.at + c.before) for c in clock.changes if c.after < c.before])


def _within(value: str, stretches: list[tuple[int, int]]) -> str:
    if not stretches:
        return "false"
    inside = (f"({value} >= {timestamp(begin)} AND {value} < {timestamp(end)})" for begin, end in stretches)
    return f"coalesce({' OR '.join(inside)}, false)"


def timestamp(seconds: int) -> str:
    """Return a moment (seconds since 1970) as SQL writes it."""
    return f"TIMESTAMP '{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S}'"


def _shifted(value: str, offset: str) -> str:
    return f"make_timestamp(epoch_us({value}) - CAST({offset} AS BIGINT) * {_MICRO})"
