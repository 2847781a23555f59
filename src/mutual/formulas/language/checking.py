"""Whether the words of a formula are known and its figures fit together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from mutual.formulas.language import clauses as c
from mutual.formulas.language.expressions import Expression
from mutual.formulas.language.figures import Figures, Found
from mutual.formulas.language.names import Meaning, key
from mutual.formulas.language.units import DOLLARS, PLAIN, dimension, said
from mutual.formulas.problems import Place, Problem, meant

_SELECTORS = ("others", "nobody", "each member", "lead agency", "largest remainders")
_ONCE = {"formula": "title", "version": "version", "source": "source"}


def problems_of(clauses: Sequence[c.Sentence]) -> tuple[Problem, ...]:
    """Return what is wrong with the words and figures of clauses that could each be read, in their order."""
    checker = _Checker()
    for clause in clauses:
        checker.check(clause)
    checker.check_whole()
    return tuple(sorted(checker.problems, key=lambda problem: (problem.line, problem.column)))


@dataclass
class _Checker:
    known: dict[str, Meaning] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    shared: dict[str, Place] = field(default_factory=dict)
    charges: bool = False

    def add(self, message: str, place: Place, suggestion: str = "", *, may_follow: bool = False) -> None:
        self.problems.append(Problem(message, place, suggestion, may_follow))

    @property
    def figures(self) -> Figures:
        """What tells the dimension of an expression, adding to the problems."""
        return Figures(self.known, self.add)

    def check(self, clause: c.Sentence) -> None:
        """Check one clause after those before it."""
        match clause:
            case c.About(what=what):
                self._once(_ONCE[what], clause.place)
            case c.Members(names=names):
                self._once("list of members", clause.place)
                self._no_doubles(names, clause.place)
                self.members = names
            case c.LeadAgency(names=names):
                self._once("lead agency", clause.place)
                self._members(names, clause.place)
                self.lead = names
            case c.Input():
                if clause.among is not None:
                    self._selector(clause.among)
                self._define(clause.name, "driver", Found(clause.of, dimension(clause.unit)), clause)
            case c.Option():
                self._define(clause.name, "option", Found("member", PLAIN), clause)
            case c.Let():
                self._define(clause.name, "definition", self.figures.of(clause.value), clause)
            case c.Rounding():
                self._once("rounding", clause.place)
                self._falls_on(clause.falls_on)
            case c.Billing():
                self._once("way of billing", clause.place)
            case _:
                self._check_money(clause)

    def _check_money(self, clause: c.Sentence) -> None:
        match clause:
            case c.Pool():
                self._selector(clause.among)
                self._money(clause.cost, group=True)
                self._define(clause.name, "pool", Found("group", DOLLARS), clause)
            case c.Divide():
                self._spend(clause.name, clause.place, "divide")
                self._portions(clause)
            case c.Share():
                self._spend(clause.name, clause.place, "share")
                self._bases(clause.by)
            case c.Charge():
                self._charge(clause)
            case c.Limit():
                self._limit(clause)
            case _:
                self._check_years(clause)

    def _charge(self, clause: c.Charge) -> None:
        self.charges = True
        self._money(clause.amount)
        self._selector(clause.who)
        if clause.pool and self._pool(clause.pool, clause.place) in self.shared:
            self.add(f"“{clause.pool}” has been shared already; charge before.", clause.place)

    def _limit(self, clause: c.Limit) -> None:
        self._selector(clause.who)
        for bound in (clause.least, clause.most):
            if bound is not None:
                self._money(bound)
        if clause.pool:
            self._pool(clause.pool, clause.place)
        self._falls_on(clause.falls_on)

    def _check_years(self, clause: c.Sentence) -> None:
        match clause:
            case c.PhaseIn():
                self._member_figure(clause.start)
                years = [year for year, _ in clause.steps]
                if any(part > 1 for _, part in clause.steps):
                    self.add("No more than 100% of the formula can hold.", clause.place)
                if years != sorted(set(years)):
                    self.add("The years must follow one another.", clause.place)
            case c.TrueUp():
                found = self._word(clause.against, clause.place)
                if found and (found.of != "member" or found.unit != DOLLARS or found.kind != "driver"):
                    self.add(
                        f"“{clause.against}” must be what each member was billed, in dollars.", clause.place
                    )

    def check_whole(self) -> None:
        """Check what only the whole can tell: every pool is shared, and something is."""
        for name, meaning in self.known.items():
            if meaning.kind == "pool" and name not in self.shared:
                self.add(f"The pool “{name}” is never shared.", meaning.place, may_follow=True)
        if not self.shared and not self.charges:
            self.add(
                "Nothing is shared or charged: a formula needs “Share ...” or “Charge ...”.",
                Place(1, 1, 1),
                may_follow=True,
            )

    # names

    def _once(self, what: str, place: Place) -> None:
        if what in self.seen:
            self.add(f"A formula has one {what}; this is the second.", place)
        self.seen.add(what)

    def _no_doubles(self, names: Sequence[str], place: Place) -> None:
        for position, name in enumerate(names):
            if key(name) in {key(other) for other in names[:position]}:
                self.add(f"“{name}” stands there twice.", place)

    def _define(
        self,
        name: str,
        kind: Literal["driver", "option", "definition", "pool"],
        found: Found | None,
        clause: c.Input | c.Option | c.Let | c.Pool,
    ) -> None:
        if key(name) in self.known:
            line = self.known[key(name)].place.line
            self.add(f"“{name}” has a meaning already (line {line}).", clause.place)
            return
        by = clause.by if isinstance(clause, c.Input) else None
        if found is not None:
            self.known[key(name)] = Meaning(kind, found.of, found.unit, by, clause.place)
        else:
            # Its own problem is told; what follows from it is not.
            self.known[key(name)] = Meaning(kind, "member", (("?", 1),), by, clause.place)

    def _word(self, name: str, place: Place) -> Meaning | None:
        found = self.known.get(key(name))
        if found is None:
            self.add(f"“{name}” is not known here.", place, meant(name, self.known), may_follow=True)
        return found

    def _pool(self, name: str, place: Place) -> str:
        pools = [known for known, meaning in self.known.items() if meaning.kind == "pool"]
        if key(name) not in pools:
            self.add(f"No pool is called “{name}”.", place, meant(name, pools), may_follow=True)
        return key(name)

    def _spend(self, name: str, place: Place, verb: str) -> None:
        pool = self._pool(name, place)
        if pool in self.shared:
            self.add(f"“{name}” is shared twice; the first time in line {self.shared[pool].line}.", place)
        elif pool in self.known or verb == "share":
            self.shared[pool] = place

    def _members(self, names: Sequence[str], place: Place) -> None:
        for name in names:
            slip = "" if self.members else meant(name, _SELECTORS)
            if slip:
                self.add(f"“{name}” is read as the name of a member.", place, slip)
            if self.members and key(name) not in map(key, self.members):
                self.add(f"“{name}” is not among the members.", place, meant(name, self.members))

    # who and by what

    def _selector(self, selector: c.Selector) -> None:
        match selector:
            case c.Joiners(option=option, place=place):
                known = [name for name, meaning in self.known.items() if meaning.kind == "option"]
                if key(option) not in known:
                    self.add(f"Members cannot join “{option}”.", place, meant(option, known), may_follow=True)
            case c.Those(left=left, right=right, place=place):
                self.figures.same(left, right, place)
            case c.Named(names=names, place=place):
                self._members(names, place)
            case c.TheLead(place=place):
                self._needs_lead(place)

    def _needs_lead(self, place: Place) -> None:
        if not self.lead:
            self.add(
                "No lead agency is named: write “The lead agency is ...” before.", place, may_follow=True
            )

    def _falls_on(self, falls_on: c.FallsOn) -> None:
        if falls_on.who == "lead":
            self._needs_lead(falls_on.place)
        if falls_on.who == "member":
            self._members([falls_on.member], falls_on.place)
        if falls_on.by:
            self._bases(falls_on.by)

    def _bases(self, bases: Sequence[c.Basis]) -> None:
        for basis in bases:
            if basis.by is not None:
                self._member_figure(basis.by)
        total = sum(basis.weight for basis in bases)
        if total != 1:
            self.add(f"The weights add up to {float(total * 100):g}%, not 100%.", bases[0].place)

    def _portions(self, clause: c.Divide) -> None:
        units = set()
        for portion in clause.between:
            if self._pool(portion.pool, portion.place) in self.shared:
                self.add(f"“{portion.pool}” has been shared already, or is what is divided.", portion.place)
            found = self.figures.of(portion.weight)
            if found is not None:
                units.add(found.unit)
                if found.of == "member":
                    self.add("A pool is divided by figures of the group, not of each member.", portion.place)
        if len(units) > 1:
            self.add(
                f"The weights are of unlike units: {' and '.join(sorted(map(said, units)))}.", clause.place
            )

    def _member_figure(self, expression: Expression) -> None:
        found = self.figures.of(expression)
        if found is not None and found.of == "group":
            self.add(
                "A share follows a figure that each member has; this is one of the whole group.",
                expression.place,
            )

    def _money(self, expression: Expression, *, group: bool = False) -> None:
        found = self.figures.of(expression)
        if found is None:
            return
        if found.unit != DOLLARS:
            self.add(f"This must be dollars, but is {said(found.unit)}.", expression.place)
        if group and found.of == "member":
            self.add(
                "A pool has one cost; this is a figure of each member (“total of ...” adds them up).",
                expression.place,
            )
