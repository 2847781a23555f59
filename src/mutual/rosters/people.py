"""Who can be rostered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mutual.rosters.errors import RosterError
from mutual.rosters.shifts import Shift

Stretch = tuple[int, int]  # of a day, in minutes after midnight; the end may lie past it


@dataclass(frozen=True)
class Duty:
    """One shift of one person at one post, begun on a day of the period counted from 0.

    ``pause`` is when the break begins, in minutes from the beginning of the shift; ``None`` without a break.
    """

    person: str
    day: int
    shift: Shift
    post: str
    pause: int | None = None


@dataclass(frozen=True)
class Person:
    """Someone who may work at ``posts``.

    ``shifts`` names the shifts that may be given (none named: all). ``contract`` are the hours a week beyond
    which hours are overtime, ``most`` and ``least`` hours a week at most and at least. ``away`` are days of
    the period of which no hour is worked; ``free`` holds, by weekday, the stretches within which a shift must
    lie (weekdays that are not named: all hours). ``wishes`` gives days of the period a price at which they
    are worked all the same. ``in_turn`` says whether fairness counts this person in. ``before`` are duties of
    the days before the period, whose days are negative. Raises ``RosterError``.
    """

    name: str
    posts: tuple[str, ...]
    wage: float = 0.0
    contract: float = 40.0
    most: float = 40.0
    least: float = 0.0
    shifts: tuple[str, ...] = ()
    away: frozenset[int] = frozenset()
    free: Mapping[int, tuple[Stretch, ...]] = field(default_factory=dict)
    wishes: Mapping[int, float] = field(default_factory=dict)
    in_turn: bool = True
    before: tuple[Duty, ...] = ()

    def __post_init__(self) -> None:
        if not self.posts:
            raise RosterError(f"{self.name} may work nowhere: name at least one post.")
        if not 0 <= self.least <= self.most <= 168:
            raise RosterError(
                f"{self.name}: at least {self.least:g} and at most {self.most:g} hours a week do not agree."
            )
        if min(self.wage, self.contract, *self.wishes.values(), 0) < 0:
            raise RosterError(f"{self.name}: wage, hours and prices cannot be negative.")
        if any(duty.day >= 0 for duty in self.before):
            raise RosterError(f"{self.name}: duties before the period have days below 0.")

    def least_in(self, week: int) -> float:
        """Return the least hours of a week: in proportion to the days of it that this person is not away."""
        present = sum(day not in self.away for day in range(7 * week, 7 * week + 7))
        return self.least * present / 7
