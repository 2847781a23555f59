"""The weights of a formula, and what each member pays as a function of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mutual.formulas.drivers import Drivers
from mutual.formulas.evaluation.evaluating import exactly
from mutual.formulas.formula import Formula
from mutual.formulas.language import clauses as c
from mutual.formulas.language.names import key
from mutual.formulas.language.printing import expression

Point = tuple[Fraction, ...]


@dataclass(frozen=True)
class Weighted:
    """The weights that can change: those of shares with several bases.

    ``places`` has the clause and the position of each weight, ``blocks`` which weights add up to 1 together,
    ``written`` the weights as the formula has them.
    """

    formula: Formula
    places: tuple[tuple[int, int], ...]
    blocks: tuple[tuple[int, ...], ...]
    written: Point

    @classmethod
    def of(cls, formula: Formula) -> "Weighted":
        """Return the weights of ``formula``."""
        places: list[tuple[int, int]] = []
        blocks = []
        written = []
        for number, clause in _shares(formula):
            blocks.append(tuple(range(len(places), len(places) + len(clause.by))))
            places += [(number, position) for position in range(len(clause.by))]
            written += [basis.weight for basis in clause.by]
        return cls(formula, tuple(places), tuple(blocks), tuple(written))

    @property
    def is_linear(self) -> bool:
        """Are shares before rounding affine in the weights? Yes, unless a limit lies on what they move."""
        moved = {key(clause.name) for _, clause in _shares(self.formula)}
        limits = [clause for clause in self.formula.clauses if isinstance(clause, c.Limit)]
        return all(limit.pool and key(limit.pool) not in moved for limit in limits)

    def as_mapping(self, point: Sequence[Fraction]) -> Mapping[tuple[int, int], Fraction]:
        """Return weights by clause and position."""
        return dict(zip(self.places, point, strict=True))

    def names(self) -> tuple[tuple[str, str], ...]:
        """Return for each weight the pool that is shared and what it follows."""
        clauses = dict(self.formula.numbered())
        found = []
        for number, position in self.places:
            clause = clauses[number]
            assert isinstance(clause, c.Share)
            by = clause.by[position].by
            found.append((clause.name, "equally" if by is None else expression(by)))
        return tuple(found)

    def formula_at(self, point: Sequence[Fraction]) -> Formula:
        """Return the formula with other weights; bases that no longer count are left out."""
        given = self.as_mapping(point)
        clauses: list[c.Sentence] = []
        number = 0
        for clause in self.formula.clauses:
            number += not isinstance(clause, c.About)
            if isinstance(clause, c.Share) and (number, 0) in given:
                by = tuple(
                    replace(basis, weight=given[number, position]) for position, basis in enumerate(clause.by)
                )
                clauses.append(replace(clause, by=tuple(basis for basis in by if basis.weight)))
            else:
                clauses.append(clause)
        found = Formula(tuple(clauses), self.formula.closing_notes)
        return replace(found, text=found.formatted())


@dataclass(frozen=True)
class Affine:
    """What each member pays: ``base[i] + sum over k of slopes[k][i] * weight[k]``, exact, in dollars."""

    base: tuple[Fraction, ...]
    slopes: tuple[tuple[Fraction, ...], ...]

    @classmethod
    def of(cls, weighted: Weighted, drivers: Drivers, names: Sequence[str], month: int | None) -> "Affine":
        """Return the map, from one evaluation for each weight."""
        zero = [Fraction(0)] * len(weighted.places)
        base = exactly(weighted.formula, drivers, names, month, weighted.as_mapping(zero))
        slopes = []
        for position in range(len(zero)):
            one = [Fraction(int(position == other)) for other in range(len(zero))]
            found = exactly(weighted.formula, drivers, names, month, weighted.as_mapping(one))
            slopes.append(tuple(amount - start for amount, start in zip(found, base, strict=True)))
        return cls(tuple(base), tuple(slopes))

    def at(self, point: Sequence[Fraction]) -> tuple[Fraction, ...]:
        """Return what each member pays."""
        return tuple(
            start
            + sum(
                (slope[row] * weight for slope, weight in zip(self.slopes, point, strict=True)), Fraction(0)
            )
            for row, start in enumerate(self.base)
        )


def _shares(formula: Formula) -> Iterator[tuple[int, c.Share]]:
    for number, clause in formula.numbered():
        if isinstance(clause, c.Share) and len(clause.by) > 1:
            yield number, clause
