"""How far a formula that is phased in has come."""

from fractions import Fraction

from mutual.formulas.language import clauses as c


def part_in(clause: c.PhaseIn, year: int) -> Fraction:
    """Return which part of the formula holds in a year, from 0 to 1."""
    if clause.steps:
        reached = [part for first, part in clause.steps if first <= year]
        return reached[-1] if reached else Fraction(0)
    return min(max(Fraction(year - clause.first + 1, clause.years), Fraction(0)), Fraction(1))
