"""What has been spent of a year's privacy budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mutual.disclosure.count_table import DisclosureError

Amount = Fraction | int | str


@dataclass(frozen=True)
class Spending:
    """``epsilon`` spent in a year on something that was given out."""

    year: int
    epsilon: Fraction
    purpose: str


@dataclass(frozen=True)
class PrivacyLedger:
    """A budget of epsilon for each year and what was spent of it; spending gives a new ledger.

    What is given out about the same people adds up (sequential composition: C. Dwork and A. Roth, "The
    Algorithmic Foundations of Differential Privacy", 2014, theorem 3.16). Epsilon is kept as a fraction, so
    that ten tenths are one: give it as ``"0.1"``, not as a float. Raises ``DisclosureError``.
    """

    budget: Fraction = Fraction(1)
    spendings: tuple[Spending, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "budget", epsilon_of(self.budget))
        for year in {one.year for one in self.spendings}:
            if self.spent(year) > self.budget:
                raise DisclosureError(
                    f"{year}: {float(self.spent(year)):g} is spent of {float(self.budget):g}."
                )

    def spent(self, year: int) -> Fraction:
        """Return what a year has cost so far."""
        return sum((one.epsilon for one in self.spendings if one.year == year), Fraction(0))

    def left(self, year: int) -> Fraction:
        """Return what a year can still cost."""
        return self.budget - self.spent(year)

    def spend(self, year: int, epsilon: Amount, purpose: str) -> "PrivacyLedger":
        """Return the ledger with one spending more; raise ``DisclosureError`` where too little is left."""
        amount = epsilon_of(epsilon)
        if amount > self.left(year):
            raise DisclosureError(
                f"{purpose}: {float(amount):g} of epsilon is asked for, but {year} has "
                f"{float(self.left(year)):g} left of {float(self.budget):g}."
            )
        return PrivacyLedger(self.budget, (*self.spendings, Spending(year, amount, purpose)))

    def as_json(self) -> dict[str, Any]:
        """Return the ledger as plain values, amounts as fractions in text."""
        return {
            "budget": str(self.budget),
            "spendings": [
                {"year": one.year, "epsilon": str(one.epsilon), "purpose": one.purpose}
                for one in self.spendings
            ],
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "PrivacyLedger":
        """Return the ledger that ``as_json`` gave; raise ``DisclosureError`` for anything else."""
        try:
            spendings = tuple(
                Spending(int(one["year"]), epsilon_of(one["epsilon"]), str(one["purpose"]))
                for one in content["spendings"]
            )
            return cls(epsilon_of(content["budget"]), spendings)
        except (KeyError, TypeError) as error:
            raise DisclosureError(
                f"This is no ledger: {error} is missing or is not what it should be."
            ) from None


def epsilon_of(given: object) -> Fraction:
    """Return an amount of epsilon above 0; raise ``DisclosureError`` for anything else."""
    if isinstance(given, bool) or not isinstance(given, Fraction | int | str):
        raise DisclosureError(f'Epsilon is a fraction or text such as "0.5", not {given!r}.')
    try:
        amount = Fraction(given)
    except (ValueError, ZeroDivisionError):
        raise DisclosureError(f'Epsilon is a fraction or text such as "0.5", not {given!r}.') from None
    if amount <= 0:
        raise DisclosureError(f"Epsilon must be above 0, not {given!r}.")
    return amount
