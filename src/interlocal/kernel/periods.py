"""Periods and fiscal years. A period includes both its ends; one without an end is still running."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Q


@dataclass(frozen=True)
class Period:
    """The days from ``starts_on`` to ``ends_on``, both included; ``None`` is open."""

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("The period ends before it starts.")

    def contains(self, day: date) -> bool:
        """Is ``day`` within the period?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        """Do the two share at least one day?"""
        return (other.ends_on is None or self.starts_on <= other.ends_on) and (
            self.ends_on is None or other.starts_on <= self.ends_on
        )


@dataclass(frozen=True)
class FiscalYear:
    """A fiscal year, named by the calendar year in which it ends."""

    ending_in: int
    starts_month: int = 7
    starts_day: int = 1

    def __post_init__(self) -> None:
        # A year that starts on February 29 could not be found in three years of four.
        date(2001, self.starts_month, self.starts_day)

    @classmethod
    def containing(cls, day: date, starts_month: int = 7, starts_day: int = 1) -> Self:
        """Return the fiscal year that ``day`` falls in."""
        begins_in = day.year if (day.month, day.day) >= (starts_month, starts_day) else day.year - 1
        ending_in = begins_in if (starts_month, starts_day) == (1, 1) else begins_in + 1
        return cls(ending_in, starts_month, starts_day)

    @property
    def period(self) -> Period:
        """The first to the last day of the year."""
        begins_in = self.ending_in if (self.starts_month, self.starts_day) == (1, 1) else self.ending_in - 1
        first = date(begins_in, self.starts_month, self.starts_day)
        return Period(first, date(begins_in + 1, self.starts_month, self.starts_day) - timedelta(days=1))

    @property
    def label(self) -> str:
        """The name on paper: ``FY2026``."""
        return f"FY{self.ending_in}"

    def next(self) -> "FiscalYear":
        """The year after this one."""
        return FiscalYear(self.ending_in + 1, self.starts_month, self.starts_day)


def in_force(on: date, starts: str = "starts_on", ends: str = "ends_on") -> Q:
    """Return the condition for rows whose period contains ``on`` (an unknown start counts as begun)."""
    begun = Q(**{f"{starts}__lte": on}) | Q(**{f"{starts}__isnull": True})
    return begun & (Q(**{f"{ends}__gte": on}) | Q(**{f"{ends}__isnull": True}))
