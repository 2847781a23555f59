"""The figures that a formula is given: exact, by driver, member and period."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from mutual.formulas.language.names import key
from mutual.formulas.problems import DriverError

Given = str | int | float | Decimal | Fraction
_MEMBER: Final = ("member", "city")
_PERIODS: Final = ("year", "quarter", "month")
_PARTS: Final = {"quarter": 4, "month": 12}
_YEAR_DIGITS = 4
_MOST_DIGITS = 40  # an exponent alone could ask for gigabytes
_YES: Final = {"yes": Fraction(1), "no": Fraction(0), "true": Fraction(1), "false": Fraction(0)}


@dataclass(frozen=True)
class When:
    """A period: a year, one of its quarters or months, or (year 0) no period at all."""

    year: int = 0
    quarter: int = 0
    month: int = 0

    def __str__(self) -> str:
        if not self.year:
            return "no period"
        if self.quarter:
            return f"quarter {self.quarter} of {self.year}"
        return f"month {self.month} of {self.year}" if self.month else str(self.year)


@dataclass(frozen=True, eq=False)
class Drivers:
    """Figures by driver, member (nobody: the group) and period, each an exact fraction.

    ``members`` stand in the order in which they are first named. A figure without a period holds for
    the period that is asked for, and for no earlier one.
    """

    members: tuple[str, ...]
    figures: Mapping[tuple[str, str, When], Fraction]

    @classmethod
    def from_table(
        cls,
        of_members: Mapping[str, Mapping[str, Given]],
        of_group: Mapping[str, Given] | None = None,
        *,
        year: int = 0,
    ) -> "Drivers":
        """Return the drivers ``{"calls": {"Raytown": 9_000}}`` and group's figures ``{"budget": 500_000}``.

        All are of ``year``, or without a period. Raises ``DriverError`` for what is not a number.
        """
        when = When(year)
        members: dict[str, None] = {}
        figures: dict[tuple[str, str, When], Fraction] = {}
        for driver, amounts in of_members.items():
            for member, amount in amounts.items():
                members.setdefault(member)
                figures[key(driver), key(member), when] = exact(amount, f"{driver} of {member}")
        for driver, amount in (of_group or {}).items():
            figures[key(driver), "", when] = exact(amount, driver)
        return cls(tuple(members), figures)

    @classmethod
    def from_csv(cls, text: str) -> "Drivers":
        """Return the drivers of a table with a row for each member and period.

        Its columns are ``member`` (or ``city``; empty in a row of the group's figures), then ``year`` and
        ``quarter`` or ``month`` where there are any, then one for each driver. An empty cell is no figure.
        Amounts may have a dollar sign, commas or a percent sign; options say yes or no.
        Raises ``DriverError`` naming the row and column.
        """
        try:
            rows = list(csv.reader(io.StringIO(text)))
        except csv.Error as error:
            raise DriverError(f"The table of drivers is not CSV: {error}.") from None
        if not rows:
            raise DriverError("The table of drivers is empty.")
        columns = [column.strip() for column in rows[0]]
        _check_columns(columns)
        members: dict[str, str] = {}
        figures: dict[tuple[str, str, When], Fraction] = {}
        for number, row in enumerate(rows[1:], start=2):
            if any(cell.strip() for cell in row):
                _take_row(columns, row, number, members, figures)
        return cls(tuple(members.values()), figures)

    def joined_with(self, other: "Drivers") -> "Drivers":
        """Return both together; raises ``DriverError`` for a figure that both give."""
        both = self.figures.keys() & other.figures.keys()
        if both:
            driver, member, when = min(both, key=str)
            raise DriverError(f"{driver} of {member or 'the group'} for {when} is given twice.")
        members = dict.fromkeys([*self.members, *other.members])
        return Drivers(tuple(members), {**self.figures, **other.figures})

    def years(self) -> tuple[int, ...]:
        """Return the years for which there are figures, in order."""
        return tuple(sorted({when.year for _, _, when in self.figures if when.year}))

    def get(self, driver: str, member: str, when: When, *, now: bool) -> Fraction | None:
        """Return a figure; one without a period only for ``now``."""
        found = self.figures.get((key(driver), key(member), when))
        if found is None and now:
            return self.figures.get((key(driver), key(member), When()))
        return found


def exact(amount: Given, what: str) -> Fraction:
    """Return a number as it is written: 0.1 is one tenth. Raises ``DriverError`` naming ``what``."""
    if isinstance(amount, Fraction | int) and not isinstance(amount, bool):
        return Fraction(amount)
    text = str(amount).strip().replace(",", "").replace("−", "-")
    if text.casefold() in _YES:
        return _YES[text.casefold()]
    divisor = 100 if text.endswith("%") else 1
    try:
        number = Decimal(text.removesuffix("%").strip().replace("$", "", 1))
    except InvalidOperation:
        raise DriverError(f"{what}: “{amount}” is not a number.") from None
    if not number.is_finite():
        raise DriverError(f"{what}: “{amount}” is not a finite number.")
    if number and abs(number.adjusted()) > _MOST_DIGITS:
        raise DriverError(
            f"{what}: “{amount}” has more than {_MOST_DIGITS} digits before or after the point."
        )
    return Fraction(number) / divisor


def _check_columns(columns: Sequence[str]) -> None:
    lowered = [key(column) for column in columns]
    if not any(name in lowered for name in _MEMBER):
        raise DriverError("The table of drivers needs a column “member”.")
    twice = next((name for name in lowered if lowered.count(name) > 1), None)
    if twice is not None:
        raise DriverError(f"Two columns are called “{twice}”." if twice else "A column has no name.")


def _take_row(
    columns: Sequence[str],
    row: Sequence[str],
    number: int,
    members: dict[str, str],
    figures: dict[tuple[str, str, When], Fraction],
) -> None:
    if len(row) > len(columns):
        raise DriverError(f"Row {number} has {len(row)} cells for {len(columns)} columns.")
    cells = {key(column): cell.strip() for column, cell in zip(columns, row, strict=False)}
    member = " ".join(next((cells[name] for name in _MEMBER if cells.get(name)), "").split())
    if member:
        members.setdefault(key(member), member)
    when = _when(cells, number)
    for column, cell in zip(columns, row, strict=False):
        if not cell.strip() or key(column) in (*_MEMBER, *_PERIODS):
            continue
        place = (key(column), key(member), when)
        if place in figures:
            whose = member or "the group"
            raise DriverError(f"Row {number}: “{column}” of {whose} for {when} is given a second time.")
        figures[place] = exact(cell, f"Row {number}, column “{column}”")


def _when(cells: Mapping[str, str], number: int) -> When:
    found = {}
    for name in _PERIODS:
        cell = cells.get(name, "").upper().removeprefix("Q")
        if cell and not cell.isdecimal():
            raise DriverError(f"Row {number}: the {name} “{cells[name]}” is not a whole number.")
        if len(cell) > _YEAR_DIGITS:
            raise DriverError(f"Row {number}: no {name} has {len(cell)} digits.")
        found[name] = int(cell or 0)
    for name, most in _PARTS.items():
        if found[name] and not (1 <= found[name] <= most and found["year"]):
            raise DriverError(f"Row {number}: {name} {found[name]} needs a year and must be 1 to {most}.")
    if found["quarter"] and found["month"]:
        raise DriverError(f"Row {number} has both a quarter and a month.")
    return When(**found)


def members_of(drivers: Drivers, names: Iterable[str]) -> tuple[str, ...]:
    """Return members as the table writes them; a name that it lacks stays as it is."""
    known = {key(member): member for member in drivers.members}
    return tuple(known.get(key(name), name) for name in names)
