"""What a roster must keep to, and what it costs."""

from dataclasses import dataclass, field
from functools import cached_property

from mutual.rosters.errors import RosterError
from mutual.rosters.people import Person
from mutual.rosters.period import DAY, HOUR, Period, clock
from mutual.rosters.shifts import Night, Shift

MOST_PEOPLE = 200
MOST_TURNS = 300_000  # people x days x shifts


@dataclass(frozen=True)
class Limits:
    """Rules for everybody; ``None`` or 0 where there is none.

    ``rest`` are hours between the end of a shift and the beginning of the next. ``days_off_together`` is how
    many days off must follow one another at least. ``weekends_off`` are whole weekends of the period without
    a shift that begins on Saturday or Sunday. ``fair_nights``, ``fair_weekends`` and ``fair_hours`` are how
    far those who have most may be from those who have least, over the period; hours are counted beyond those
    of the contract.
    """

    rest: float = 11.0
    days_in_a_row: int | None = 6
    days_off_a_week: int = 1
    days_off_together: int = 1
    nights_in_a_row: int | None = None
    weekends_off: int = 0
    fair_nights: int | None = None
    fair_weekends: int | None = None
    fair_hours: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.rest <= 72:
            raise RosterError(f"Rest between shifts lies between 0 and 72 hours; {self.rest:g} does not.")
        if not 0 <= self.days_off_a_week <= 7:
            raise RosterError(f"A week has no {self.days_off_a_week} days off.")
        if not 1 <= self.days_off_together <= 6:
            raise RosterError("Days off that follow one another are 1 to 6.")
        for name, value in (
            ("days_in_a_row", self.days_in_a_row),
            ("nights_in_a_row", self.nights_in_a_row),
        ):
            if value is not None and value < 1:
                raise RosterError(f"{name} must be 1 or more.")


@dataclass(frozen=True)
class Pay:
    """Prices in one unit of money.

    ``overtime`` multiplies the wage beyond the hours of the contract in a week; ``night`` and ``weekend``
    come on top for each paid hour of a shift in the night, or begun on Saturday or Sunday. ``short`` is what
    an hour costs for which one is missing; ``None`` allows none to be missing. With ``guaranteed`` the hours
    of the contract are paid though they are not worked.
    """

    overtime: float = 1.5
    night: float = 0.0
    weekend: float = 0.0
    short: float | None = None
    guaranteed: bool = False
    unit: str = "USD"

    def __post_init__(self) -> None:
        if self.overtime < 1:
            raise RosterError("Overtime is paid at 1 times the wage or more.")
        if min(self.night, self.weekend, self.short or 0) < 0:
            raise RosterError("Prices cannot be negative.")


@dataclass(frozen=True)
class Rules:
    """Everything that a roster is made from but the requirement. Raises ``RosterError``."""

    period: Period
    posts: tuple[str, ...]
    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    limits: Limits = field(default_factory=Limits)
    pay: Pay = field(default_factory=Pay)
    night: Night = field(default_factory=Night)
    title: str = ""

    def __post_init__(self) -> None:
        for what, names in (("post", self.posts), ("person", [one.name for one in self.people])):
            if not names:
                raise RosterError(f"There is no {what}.")
            for name in names:
                if list(names).count(name) > 1:
                    raise RosterError(f"The {what} {name!r} stands there twice.")
        self._is_searchable()
        for shift in self.shifts:
            self._fits(shift)
        for person in self.people:
            self._knows(person)

    def _is_searchable(self) -> None:
        if len(self.people) > MOST_PEOPLE:
            raise RosterError(f"A roster is for at most {MOST_PEOPLE} people; there are {len(self.people)}.")
        if not self.shifts:
            raise RosterError("There is no shift.")
        turns = len(self.people) * self.period.days * len(self.shifts)
        if turns > MOST_TURNS:
            raise RosterError(
                f"{len(self.people)} people, {self.period.days} days and {len(self.shifts)} shifts give "
                f"{turns:,} choices; more than {MOST_TURNS:,} are not searched. Take fewer weeks or starts."
            )
        if len(set(self.shifts)) < len(self.shifts):
            raise RosterError("A shift stands there twice.")

    def _fits(self, shift: Shift) -> None:
        slot = self.period.slot
        if shift.start % slot or shift.minutes % slot or (shift.pause and shift.pause.minutes % slot):
            raise RosterError(
                f"{shift.said} does not begin, end and pause on slots of {slot} minutes; "
                "choose a shorter slot."
            )
        if not shift.pauses(slot):
            raise RosterError(
                f"The break of {shift.said} has no place on slots of {slot} minutes; choose a shorter slot."
            )

    def _knows(self, person: Person) -> None:
        for post in person.posts:
            if post not in self.posts:
                raise RosterError(f"{person.name} may work at {post!r}, which is no post.")
        names = {shift.name for shift in self.shifts}
        for name in person.shifts:
            if name not in names:
                raise RosterError(f"{person.name} may work {name!r}, which is no shift.")
        for duty in person.before:
            if duty.post not in self.posts:
                raise RosterError(f"{person.name} worked at {duty.post!r} before, which is no post.")

    @cached_property
    def by_name(self) -> dict[str, Person]:
        """The people by name."""
        return {person.name: person for person in self.people}

    def is_night(self, shift: Shift) -> bool:
        """Does a shift count as a night?"""
        return self.night.minutes_in(shift.start, shift.end) >= self.night.least

    def may_work(self, person: Person, day: int, shift: Shift) -> bool:
        """May a person be given a shift on a day of the period, whatever else is worked?"""
        if day % 7 not in shift.days or (person.shifts and shift.name not in person.shifts):
            return False
        touched = range(day, day + 1 + (shift.end - 1) // DAY)
        if any(self.inside(one) in person.away for one in touched):
            return False
        stretches = person.free.get(day % 7)
        return stretches is None or any(
            first <= shift.start and shift.end <= last for first, last in stretches
        )

    def inside(self, day: int) -> int:
        """Return a day of a period that repeats as a day of it; other days as they are."""
        return day % self.period.days if self.period.repeats else day

    @property
    def night_said(self) -> str:
        """The night as ``"22:00-06:00"``."""
        return f"{clock(self.night.begins)}-{clock(self.night.ends)}"

    def paid_night(self, shift: Shift) -> float:
        """Return the hours of a shift that are paid as night; unpaid breaks are taken off in proportion."""
        return self.night.minutes_in(shift.start, shift.end) * shift.paid / shift.minutes / HOUR
