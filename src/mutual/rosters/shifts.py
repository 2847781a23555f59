"""Shifts that may be worked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mutual.rosters.errors import RosterError
from mutual.rosters.period import DAY, HOUR, clock

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True)
class Break:
    """A break of ``minutes`` between ``after`` and ``before`` minutes from the beginning of a shift.

    Who is on a break does not cover the post. Unpaid breaks count neither as pay nor as hours worked.
    """

    minutes: int
    after: int
    before: int
    paid: bool = False

    def __post_init__(self) -> None:
        if self.minutes <= 0 or self.after < 0 or self.before - self.after < self.minutes:
            raise RosterError(
                f"A break of {self.minutes} minutes does not fit between {self.after} and {self.before} "
                "minutes from the beginning of the shift."
            )

    def starts(self, slot: int) -> tuple[int, ...]:
        """Return when it may begin, in minutes from the beginning of the shift."""
        first = -(-self.after // slot) * slot
        return tuple(range(first, self.before - self.minutes + 1, slot))


@dataclass(frozen=True)
class Night:
    """The hours of the night, in minutes after midnight; a shift with ``least`` minutes of it is a night."""

    begins: int = 22 * HOUR
    ends: int = 6 * HOUR
    least: int = 3 * HOUR

    def minutes_in(self, start: int, end: int) -> int:
        """Return how many minutes of a stretch lie in the night; it may run past midnight."""
        length = (self.ends - self.begins) % DAY
        stretches = ((day * DAY + self.begins, day * DAY + self.begins + length) for day in range(-1, 3))
        return sum(max(0, min(end, last) - max(start, first)) for first, last in stretches)


@dataclass(frozen=True)
class Shift:
    """A shift that begins ``start`` minutes after midnight and lasts ``minutes``, break included.

    ``days`` are the weekdays on which it may begin, 0 for Monday. Raises ``RosterError``.
    """

    name: str
    start: int
    minutes: int
    pause: Break | None = None
    days: frozenset[int] = EVERY_DAY

    def __post_init__(self) -> None:
        if not 0 <= self.start < DAY:
            raise RosterError(f"The shift {self.name!r} must begin between 00:00 and 24:00.")
        if not 0 < self.minutes <= DAY:
            raise RosterError(f"The shift {self.name!r} must last more than nothing and at most 24 hours.")
        if not self.days or not self.days <= EVERY_DAY:
            raise RosterError(f"The shift {self.name!r} needs weekdays from 0, Monday, to 6, Sunday.")
        if self.pause and self.pause.before > self.minutes:
            raise RosterError(
                f"The break of the shift {self.name!r} may end {self.pause.before} minutes after its "
                f"beginning, but it lasts {self.minutes} only."
            )

    @property
    def end(self) -> int:
        """When it ends, in minutes after the midnight it follows."""
        return self.start + self.minutes

    @property
    def paid(self) -> int:
        """How many minutes are worked and paid."""
        return self.minutes - (self.pause.minutes if self.pause and not self.pause.paid else 0)

    @property
    def said(self) -> str:
        """The shift as ``"day 08:00-18:00"``."""
        return f"{self.name} {clock(self.start)}-{clock(self.end)}"

    def pauses(self, slot: int) -> tuple[int | None, ...]:
        """Return when its break may begin, from the beginning of the shift; ``(None,)`` without a break."""
        return self.pause.starts(slot) if self.pause else (None,)


def legal_shifts(
    name: str,
    *,
    starts: Iterable[int],
    minutes: Sequence[int],
    pause: Break | None = None,
    days: Iterable[int] = EVERY_DAY,
) -> tuple[Shift, ...]:
    """Return a shift for every start and length, both in minutes. Raises ``RosterError``."""
    lengths = tuple(minutes)
    return tuple(Shift(name, start, length, pause, frozenset(days)) for start in starts for length in lengths)
