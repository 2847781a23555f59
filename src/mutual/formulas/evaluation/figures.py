"""The value of an expression for each member or the group, for every coalition of a frame."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from mutual.formulas.drivers import When
from mutual.formulas.evaluation.arrays import ONE, Array, Mask, alike, column, constant, near, rounded, where
from mutual.formulas.evaluation.frame import MONTHS, Frame, Reading, earlier, said
from mutual.formulas.language import clauses as c
from mutual.formulas.language import expressions as e
from mutual.formulas.language.names import key
from mutual.formulas.language.printing import expression as written
from mutual.formulas.problems import EvaluationError, Place

Readings = dict[Reading, None]


@dataclass(eq=False)
class Calculator:
    """Computes figures of one frame; ``pools`` holds what each pool costs once its clause was met.

    ``readings`` gathers the given figures that were looked at; whoever wants those of one clause empties it
    before.
    """

    frame: Frame
    pools: dict[str, Array] = field(default_factory=dict)
    readings: Readings = field(default_factory=dict)
    kept: dict[tuple[str, int | None], tuple[Array, Readings]] = field(default_factory=dict)

    def value(self, expression: e.Expression, month: int | None) -> Array:  # noqa: C901, PLR0911, PLR0912 - one case a kind
        """Return the figures of an expression in the period of ``month``. Raises ``EvaluationError``."""
        match expression:
            case e.Quantity(value=number):
                return constant(number)
            case e.Count():
                return self.frame.number(np.ones_like(self.frame.joined))
            case e.Word(name=name, ago=ago, place=place):
                return self.named(name, month, place, ago)
            case e.Rolling():
                return self._rolling(expression, month)
            case e.Binary():
                return self._binary(expression, month)
            case e.PartOf(percent=percent, of=of):
                return _times(constant(percent), self.value(of, month))
            case e.Rounded(of=of, to=to, direction=direction):
                done, doubt = rounded(self.value(of, month), to.value, direction)
                self._doubt(doubt)
                return done
            case e.AsUnit(of=of):
                return self.value(of, month)
            case e.Escalated():
                return self._escalated(expression, month)
            case e.OfMembers():
                return self._of_members(expression, month)
            case e.Extreme(kind=kind, of=parts):
                choose = np.minimum if kind == "lesser" else np.maximum
                found = self.value(parts[0], month)
                for part in parts[1:]:
                    found = choose(*alike(found, self.value(part, month)))
                return found
            case e.Tiers():
                return self._tiers(expression, month)

    def named(self, name: str, month: int | None, place: Place, ago: e.Span | None = None) -> Array:
        """Return what a word stands for, ``ago`` before the period of ``month``."""
        if key(name) in self.pools:
            return self.pools[key(name)]
        if ago is not None and month is None:
            raise self._without_year(f"“{name}” {ago.count} {ago.period}s ago", place)
        at = earlier(month, ago)
        if (key(name), at) not in self.kept:
            before, self.readings = self.readings, {}
            found = self._meaning(name, at, place)
            self.kept[key(name), at] = found, self.readings
            self.readings = before
        found, readings = self.kept[key(name), at]
        self.readings.update(readings)
        return found

    def _meaning(self, name: str, month: int | None, place: Place) -> Array:
        clause = self.frame.formula.clause_of(name)
        match clause:
            case c.Let(value=value):
                return self.value(value, month)
            case c.Input() if (key(name), self._when(clause, month)) in self.frame.drawn:
                return self._drawn(clause, month)
            case c.Input(of="group"):
                return constant(self._given(clause, "", month, place))
            case c.Input():
                return column([self._given_by(clause, member, month, place) for member in self.frame.members])
            case c.Option():
                return column([self._joins(clause, member, month, place) for member in self.frame.members])
            case _:
                raise EvaluationError(f"“{name}” has no figure yet.", line=place.line)

    def _when(self, clause: c.Input, month: int | None) -> When:
        return self.frame.when(clause.by or "year", month)

    def _drawn(self, clause: c.Input, month: int | None) -> Array:
        found = self.frame.drawn[key(clause.name), self._when(clause, month)]
        if clause.among is None:
            return found
        option, wanted = c.Option(clause.among.option), int(clause.among.joins)
        at, place = self.frame.month, clause.among.place
        takes_part = [self._joins(option, member, at, place) == wanted for member in self.frame.members]
        return np.where(np.array(takes_part)[:, None], found, 0.0)

    def _given(self, clause: c.Input, member: str, month: int | None, place: Place) -> Fraction:
        when = self._when(clause, month)
        return self._read(clause.name, member, when, place, now=month == self.frame.month)

    def _given_by(self, clause: c.Input, member: str, month: int | None, place: Place) -> Fraction:
        if clause.among is not None:
            option = c.Option(clause.among.option)
            if self._joins(option, member, self.frame.month, clause.among.place) != int(clause.among.joins):
                return Fraction(0)
        return self._given(clause, member, month, place)

    def _joins(self, clause: c.Option, member: str, month: int | None, place: Place) -> Fraction:
        when = self.frame.when("year", month)
        found = self._read(clause.name, member, when, place, now=month == self.frame.month)
        if found not in {0, 1}:
            told = f"Whether {member} joins “{clause.name}” must be yes or no, not {float(found):g}."
            raise EvaluationError(told, coalition=(member,), line=place.line)
        return found

    def _read(self, name: str, member: str, when: When, place: Place, *, now: bool) -> Fraction:
        found = self.frame.drivers.get(name, member, when, now=now)
        if found is None:
            of = f" of {member}" if member else ""
            period = f" for {when}" if when.year else ""
            told = f"No “{name}”{of} is given{period}."
            raise EvaluationError(told, coalition=(member,) if member else (), line=place.line)
        self.readings[Reading(name, member, str(when) if when.year else "", found)] = None
        return found

    def _rolling(self, rolling: e.Rolling, month: int | None) -> Array:
        if month is None:
            raise self._without_year(written(rolling), rolling.place)
        end = earlier(month, rolling.ending)
        assert end is not None
        length = MONTHS[rolling.over.period]
        found = constant(0)
        for position in range(rolling.over.count):
            one = self.named(rolling.name, end - position * length, rolling.place)
            if rolling.kind == "mean share":
                one = self.shares(one, f"“{rolling.name}”", rolling.place)
            found = np.add(*alike(found, one))
        return found if rolling.kind == "sum" else _times(found, constant(Fraction(1, rolling.over.count)))

    def _binary(self, binary: e.Binary, month: int | None) -> Array:
        left, right = alike(self.value(binary.left, month), self.value(binary.right, month))
        match binary.sign:
            case "+":
                return np.add(left, right)
            case "-":
                return np.subtract(left, right)
            case "*":
                return np.multiply(left, right)
            case "/":
                told = f"“{written(binary.right)}” is 0 for {{member}}, and nothing can be divided by 0"
                self.frame.refuse(told, right == 0, binary.place)
                with np.errstate(divide="ignore", invalid="ignore"):
                    return np.divide(left, right if left.dtype != object else _without_zeros(right))

    def _escalated(self, grown: e.Escalated, month: int | None) -> Array:
        if month is None:
            raise self._without_year(written(grown), grown.place)
        factor: Fraction = (1 + grown.percent) ** (month // 12 - grown.since)
        return _times(self.value(grown.of, month), constant(factor))

    def _of_members(self, of: e.OfMembers, month: int | None) -> Array:
        figures = self.value(of.of, month)
        if of.kind == "total":
            return self.frame.total(figures)
        return self.shares(figures, f"“{written(of.of)}”", of.place)

    def shares(self, figures: Array, what: str, place: Place) -> Array:
        """Return each member's part of the total of those who joined."""
        total = self.frame.total(figures)
        self.frame.refuse(f"{what} adds up to 0, so it has no shares", total == 0, place)
        return self.frame.parted(figures, total)

    def _tiers(self, tiers: e.Tiers, month: int | None) -> Array:
        base = self.value(tiers.of, month)
        edges = [constant(tier.edge.value) for tier in tiers.tiers]
        each = [self.value(tier.then, month) for tier in tiers.tiers]
        last = self.value(tiers.otherwise, month)
        if tiers.kind == "brackets":
            return _in_slices(base, edges, [*each, last])
        found = last
        for tier, edge, then in reversed(list(zip(tiers.tiers, edges, each, strict=True))):
            found = where(self.holds(base, tier.comparison, edge), then, found)
        return found

    def holds(self, left: Array, comparison: e.Comparison, right: Array) -> Mask:
        """Return where a comparison holds."""
        self._doubt(near(left, right))
        one, other = alike(left, right)
        compare: Any = {
            "under": np.less,
            "up to": np.less_equal,
            "over": np.greater,
            "at least": np.greater_equal,
        }
        return np.asarray(compare[comparison](one, other), dtype=np.bool_)

    def _doubt(self, doubt: Mask) -> None:
        if doubt.shape[1] == self.frame.doubt.shape[0]:
            self.frame.doubt |= (doubt & self.frame.joined if len(doubt) > 1 else doubt).any(axis=0)

    def _without_year(self, what: str, place: Place) -> EvaluationError:
        group = said(self.frame.members)
        return EvaluationError(f"{what} needs a year, and none is asked for ({group}).", line=place.line)


def _times(left: Array, right: Array) -> Array:
    return np.multiply(*alike(left, right))


def _without_zeros(figures: Array) -> Array:
    # Zeros that are left belong to members outside every coalition at hand.
    return np.where(figures == 0, ONE, figures)


def _in_slices(base: Array, edges: list[Array], rates: list[Array]) -> Array:
    found, lower = constant(0), constant(0)
    for edge, rate in zip(edges, rates, strict=False):
        slice_ = np.subtract(*alike(np.minimum(*alike(base, edge)), lower))
        found = np.add(*alike(found, _times(np.maximum(slice_, 0), rate)))
        lower = edge
    rest = np.maximum(np.subtract(*alike(base, lower)), 0)
    return np.add(*alike(found, _times(rest, rates[-1])))
