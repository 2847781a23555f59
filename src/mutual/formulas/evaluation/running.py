"""Clause after clause: pools filled, shared, charged, limited, phased in, trued up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from mutual.formulas.evaluation.arrays import ZERO, Array, Mask, alike, anybody, constant, only, where
from mutual.formulas.evaluation.bounds import within
from mutual.formulas.evaluation.figures import Calculator
from mutual.formulas.evaluation.frame import Frame, Reading
from mutual.formulas.evaluation.phasing import part_in
from mutual.formulas.evaluation.selecting import Selecting
from mutual.formulas.evaluation.steps import Part, Step, Working
from mutual.formulas.language import clauses as c
from mutual.formulas.language.names import key
from mutual.formulas.language.printing import basis_name, percent, sentence
from mutual.formulas.language.printing import expression as written

Weights = Mapping[tuple[int, int], Fraction]


@dataclass(eq=False)
class Run:
    """One evaluation in one period. ``weights`` replaces those of bases, by clause and position.

    ``rest`` is what is left of each pool, ``among`` who takes part in it, ``parts`` what is owed so far,
    ``size`` the largest amount met.
    """

    frame: Frame
    month: int | None
    weights: Weights = field(default_factory=dict)
    rest: dict[str, Array] = field(default_factory=dict)
    among: dict[str, Mask] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    size: float = 0.0
    calculator: Calculator = field(init=False)
    selecting: Selecting = field(init=False)
    workings: list[Working] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.calculator = Calculator(self.frame)
        self.selecting = Selecting(self.calculator, self.month)

    def run(self, upto: int | None = None) -> None:
        """Do every clause, or those before number ``upto``. Raises ``EvaluationError``."""
        for number, clause in self.frame.formula.numbered():
            if upto is not None and number >= upto:
                return
            self.workings, before = [], len(self.parts)
            self.calculator.readings = {}
            self._do(number, clause)
            self._write(number, clause, self.parts[before:])

    def owed(self, pool: str | None = None) -> Array:
        """Return what each member owes so far, toward ``pool`` or in all."""
        found = ZERO if self.frame.is_one else np.zeros((1, 1))
        found = np.broadcast_to(found, self.frame.joined.shape)
        for part in self.parts:
            if pool is None or part.pool == key(pool):
                found = np.add(*alike(found, part.amounts))
        return found

    def _do(self, number: int, clause: c.Sentence) -> None:
        match clause:
            case c.Let():
                self._note(clause.name, self.calculator.named(clause.name, self.month, clause.place))
            case c.Pool():
                self._pool(clause)
            case c.Divide():
                self._divide(clause)
            case c.Share():
                self._share(number, clause)
            case c.Charge():
                self._charge(number, clause)
            case c.Limit():
                self._limit(number, clause)
            case c.PhaseIn():
                self._phase_in(number, clause)
            case c.TrueUp():
                self._true_up(number, clause)

    # pools

    def _pool(self, clause: c.Pool) -> None:
        among = self.selecting.mask(clause.among)
        cost = self.calculator.value(clause.cost, self.month)
        exists = anybody(among)
        cost = only(exists, cost) if not exists.all() else cost
        self._meet(cost)
        self.calculator.pools[key(clause.name)] = cost
        self.rest[key(clause.name)], self.among[key(clause.name)] = cost, among
        self._note(f"cost of {clause.name}", cost, "dollars")

    def _divide(self, clause: c.Divide) -> None:
        rest = self.rest[key(clause.name)]
        weights = [
            only(
                anybody(self.among[key(one.pool)]),
                self.calculator.value(one.weight, self.month),
            )
            for one in clause.between
        ]
        total = weights[0]
        for weight in weights[1:]:
            total = np.add(*alike(total, weight))
        nothing = (total == 0) & (rest != 0)
        self.frame.refuse(f"The weights that divide “{clause.name}” add up to 0", nothing, clause.place)
        for one, weight in zip(clause.between, weights, strict=True):
            moved = np.multiply(*alike(rest, self.frame.parted(weight, total)))
            for held in (self.rest, self.calculator.pools):
                held[key(one.pool)] = np.add(*alike(held[key(one.pool)], moved))
            self._note(f"{one.pool}: weight", weight)
            self._note(f"{one.pool}: part of {clause.name}", moved, "dollars")
        self.rest[key(clause.name)] = ZERO

    def _share(self, number: int, clause: c.Share) -> None:
        rest, among = self.rest[key(clause.name)], self.among[key(clause.name)]
        self._note(f"to be shared of {clause.name}", rest, "dollars")
        amounts = self._by(clause.by, rest, among, number)
        self.parts.append(Part(number, key(clause.name), amounts))
        self.rest[key(clause.name)] = ZERO

    def _by(self, bases: Sequence[c.Basis], amount: Array, among: Mask, number: int) -> Array:
        """Return ``amount`` shared among members by bases."""
        found = ZERO
        for position, basis in enumerate(bases):
            weight = self.weights.get((number, position), basis.weight)
            shares = self._shares(basis, amount, among)
            piece = np.multiply(*alike(np.multiply(*alike(amount, constant(weight))), shares))
            if len(bases) > 1:
                self._note(f"{percent(weight)} by {basis_name(basis)}", piece, "dollars")
            found = np.add(*alike(found, piece))
        return np.broadcast_to(found, self.frame.joined.shape)

    def _shares(self, basis: c.Basis, amount: Array, among: Mask) -> Array:
        if basis.by is None:
            figures: Array = self.frame.number(among)
            each = only(among, constant(1) if self.frame.is_one else np.ones((1, 1)))
            return self.frame.parted(each, figures)
        figures = self.calculator.value(basis.by, self.month)
        name = f"“{written(basis.by)}”"
        self.frame.refuse(
            f"{name} of {{member}} is below 0, and cannot be a basis", (figures < 0) & among, basis.place
        )
        total = self.frame.total(figures, among)
        nothing = (total == 0) & (amount != 0)
        self.frame.refuse(f"{name} adds up to 0, so nothing can be shared by it", nothing, basis.place)
        shares = self.frame.parted(only(among, figures), total)
        self._note(basis_name(basis), figures)
        self._note(f"share of {basis_name(basis)}", shares)
        return shares

    def _charge(self, number: int, clause: c.Charge) -> None:
        who = self.selecting.mask(clause.who)
        if not clause.if_joined:
            self.selecting.present(clause.who)
        pool = key(clause.pool)
        who = who & self.among[pool] if pool else who
        each = only(who, self.calculator.value(clause.amount, self.month))
        self._meet(each)
        each = each if clause.kind == "charge" else np.negative(each)
        if pool:
            left = np.subtract(*alike(self.rest[pool], self.frame.total(each)))
            noise = 0 if self.frame.is_one else 1e-12 * self.size
            self.frame.refuse(
                f"The charges toward “{clause.pool}” pass what is left of it", left < -noise, clause.place
            )
            self.rest[pool] = left
        self.parts.append(Part(number, pool, each))

    # changes to what is owed

    def _limit(self, number: int, clause: c.Limit) -> None:
        pool = key(clause.pool) or None
        shares = self.owed(pool)
        least, most = (
            None if bound is None else self.calculator.value(bound, self.month)
            for bound in (clause.least, clause.most)
        )
        limited = self.selecting.mask(clause.who)
        for label, bound in (("at least", least), ("at most", most)):
            if bound is not None:
                self._note(label, np.broadcast_to(bound, self.frame.joined.shape), "dollars", limited)
        direction = shares
        if clause.falls_on.by:
            direction = self._by(clause.falls_on.by, constant(1), self._among(clause.pool), 0)
        if clause.falls_on.who == "others":
            self._nonnegative(direction, clause)
            held = within(self.frame, shares, (least, most), limited, direction, clause.place)
        else:
            held = self._clipped(shares, least, most, limited)
            held = self._borne(shares, held, clause)
        self.parts.append(Part(number, key(clause.pool), np.subtract(*alike(held, shares))))

    def _among(self, pool: str) -> Mask:
        return self.among[key(pool)] if pool else self.frame.joined

    def _nonnegative(self, direction: Array, clause: c.Limit) -> None:
        told = "The share of {member} is below 0, so it cannot bear a difference in proportion"
        noise = 0 if self.frame.is_one else 1e-12 * self.size
        self.frame.refuse(told, direction < -noise, clause.place)

    def _clipped(self, shares: Array, least: Array | None, most: Array | None, limited: Mask) -> Array:
        held = shares
        if most is not None:
            held = where(limited, np.minimum(*alike(held, most)), held)
        if least is not None:
            held = where(limited, np.maximum(*alike(held, least)), held)
        return held

    def _borne(self, shares: Array, held: Array, clause: c.Limit) -> Array:
        target = clause.falls_on
        if target.who == "nobody":
            return held
        bearer: c.Selector = c.TheLead(target.place)
        if target.who == "member":
            bearer = c.Named((target.member,), target.place)
        takes = self.selecting.mask(bearer)
        held = where(takes, shares, held)
        missing = self.frame.total(np.subtract(*alike(shares, held)))
        absent = (missing != 0) & ~anybody(takes)
        self.frame.refuse("Who bears the difference has not joined", absent, clause.place)
        return np.add(*alike(held, only(takes, missing)))

    def _phase_in(self, number: int, clause: c.PhaseIn) -> None:
        if self.month is None:
            self.frame.refuse(
                "A formula that is phased in needs a year", np.ones((1, 1), dtype=np.bool_), clause.place
            )
        assert self.month is not None
        part = part_in(clause, self.month // 12)
        before = self.owed()
        total = self.frame.total(before)
        shares = self._by(
            (c.Basis(Fraction(1), clause.start, clause.start.place),), total, self.frame.joined, 0
        )
        self._note("part of the way", constant(part))
        self._note("by the earlier basis", shares, "dollars")
        change = np.subtract(*alike(shares, before))
        self.parts.append(Part(number, "", np.multiply(*alike(change, constant(1 - part)))))

    def _true_up(self, number: int, clause: c.TrueUp) -> None:
        found = ZERO
        for years in range(1, clause.years + 1):
            assert self.month is not None or years == 1
            month = None if self.month is None else self.month - 12 * years
            if month is None:
                wrong = np.ones((1, 1), dtype=np.bool_)
                self.frame.refuse("A true-up needs a year", wrong, clause.place)
            past = Run(self.frame, month, self.weights)
            past.run(number)
            billed = self.calculator.named(clause.against, month, clause.place)
            self.calculator.readings.update(past.all_readings())
            difference = np.subtract(*alike(past.owed(), billed))
            self._note(f"would have cost, {years} years ago", past.owed(), "dollars")
            self._note(f"billed, {years} years ago", billed, "dollars")
            found = np.add(*alike(found, difference))
        spread = only(self.frame.joined, np.multiply(*alike(found, constant(Fraction(1, clause.years)))))
        self.parts.append(Part(number, "", spread))

    def all_readings(self) -> dict[Reading, None]:
        """Return every given figure that was looked at."""
        return dict.fromkeys(reading for step in self.steps for reading in step.readings)

    # the trace

    def _meet(self, amounts: Array) -> None:
        if not self.frame.is_one and amounts.size:
            self.size = max(self.size, float(np.abs(amounts).max()))

    def _note(self, label: str, figures: Array, unit: str = "", among: Mask | None = None) -> None:
        if self.frame.is_one:
            found = self._by_member(figures)
            if among is not None:
                met = {name for name, one in zip(self.frame.members, among[:, 0], strict=True) if one}
                found = {name: figure for name, figure in found.items() if name in met}
            self.workings.append(Working(label, found, unit))

    def _by_member(self, figures: Array) -> dict[str, Fraction]:
        if figures.shape[0] == 1 and len(self.frame.members) > 1:
            return {"": figures[0, 0]}
        return {name: figures[row, 0] for row, name in enumerate(self.frame.members)}

    def _write(self, number: int, clause: c.Sentence, parts: Sequence[Part]) -> None:
        if not self.frame.is_one:
            return
        changes: dict[str, Fraction] = {}
        for part in parts:
            shown = np.broadcast_to(part.amounts, self.frame.joined.shape)
            changes = {name: shown[row, 0] for row, name in enumerate(self.frame.members)}
        readings = tuple(self.calculator.readings)
        self.steps.append(
            Step(number, clause.place.line, f"{sentence(clause)}.", changes, tuple(self.workings), readings)
        )
