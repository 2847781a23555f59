"""What a formula says: who pays what, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mutual.formulas.evaluation.steps import Step
from mutual.games import Allocation


@dataclass(frozen=True)
class Result:
    """``cents`` for each member that joined; they add up to ``total``, what the formula collects.

    ``unrounded`` holds the same in dollars before rounding, ``steps`` every clause with the figures that it
    met, ``installments`` the bills of each member in cents, which add up to its share.
    """

    cents: Mapping[str, int]
    unrounded: Mapping[str, Fraction]
    steps: tuple[Step, ...]
    installments: Mapping[str, tuple[int, ...]]
    year: int | None

    @property
    def members(self) -> tuple[str, ...]:
        """Who joined."""
        return tuple(self.cents)

    @property
    def total(self) -> int:
        """What is collected, in cents."""
        return sum(self.cents.values())

    def dollars(self, member: str) -> str:
        """Return a share as money is written: ``$1,234.50``."""
        return money(self.cents[member])

    def allocation(self) -> Allocation:
        """Return the shares in dollars, as games take them."""
        return Allocation(self.members, [cents / 100 for cents in self.cents.values()])

    def why(self, member: str) -> tuple[str, ...]:
        """Return, in sentences, which clause made ``member`` pay what; the amounts add up to its share.

        Raises ``KeyError`` for who did not join.
        """
        if member not in self.cents:
            raise KeyError(member)
        lines = []
        for step in self.steps:
            amount = step.changes.get(member, Fraction(0))
            if amount:
                where = f"clause {step.clause} (line {step.line})" if step.clause else "rule"
                lines.append(f"{_told(amount)} by {where}: {step.text}{_of(step, member)}")
        return tuple(lines)


def money(cents: int) -> str:
    """Return cents as dollars: ``-$1,234.50``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def _told(amount: Fraction) -> str:
    shown = f"{float(abs(amount)):,.2f}" if abs(amount) >= Fraction(1, 100) else f"{float(abs(amount)):.6f}"
    return f"{'-' if amount < 0 else ''}${shown}"


def _of(step: Step, member: str) -> str:
    found = [
        f"{working.label} {figure_shown(working.figures[member], working.unit)}"
        for working in step.workings
        if member in working.figures
    ]
    return f" ({'; '.join(found)})" if found else ""


def figure_shown(value: Fraction, unit: str = "") -> str:
    """Return a figure for a reader: exact where it is short, else to six digits behind the point."""
    text = f"{float(value):,.2f}" if unit == "dollars" else f"{float(value):,.6f}".rstrip("0").rstrip(".")
    if unit == "dollars":
        return f"${text}" if value >= 0 else f"-${text[1:]}"
    return text
