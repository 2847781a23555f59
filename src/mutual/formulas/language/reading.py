"""From the tree of the grammar to clauses."""

from fractions import Fraction
from typing import Any

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from mutual.formulas.language import clauses as c
from mutual.formulas.language.reading_figures import FigureReader, period_of
from mutual.formulas.language.sentences import Lines
from mutual.formulas.problems import FormulaError, Place, Problem

_PARTS = {"monthly": 12, "quarterly": 4, "yearly": 1}


class _ClauseReader(FigureReader):
    """The rules that are sentences, and their parts."""

    # who

    def everybody(self, _: list[Any]) -> c.Everybody:
        return c.Everybody()

    @v_args(meta=True)
    def joiners(self, meta: Meta, parts: list[Any]) -> c.Joiners:
        return c.Joiners(parts[-1], True, self.place(meta))

    @v_args(meta=True)
    def stayers(self, meta: Meta, parts: list[Any]) -> c.Joiners:
        return c.Joiners(parts[-1], False, self.place(meta))

    @v_args(meta=True)
    def those_with(self, meta: Meta, parts: list[Any]) -> c.Those:
        return c.Those(parts[2], parts[3], parts[4], self.place(meta))

    @v_args(meta=True)
    def the_lead(self, meta: Meta, _: list[Any]) -> c.TheLead:
        return c.TheLead(self.place(meta))

    @v_args(meta=True)
    def named(self, meta: Meta, parts: list[Any]) -> c.Named:
        return c.Named(parts[0], self.place(meta))

    # by what

    @v_args(meta=True)
    def weighted(self, meta: Meta, parts: list[Any]) -> tuple[Fraction | None, Any, Place]:
        weight = self.quantity_of(parts[0]) if parts[0] is not None else None
        by = None if isinstance(parts[1], Token) else parts[1]
        return weight, by, self.place(meta)

    def bases(self, parts: list[Any]) -> tuple[c.Basis, ...]:
        given = [part for part in parts if isinstance(part, tuple)]
        for weight, _, place in given:
            if weight is None and len(given) > 1:
                raise FormulaError([Problem("Each of several needs its weight, such as 40%.", place)])
        return tuple(
            c.Basis(Fraction(1) if weight is None else weight, by, place) for weight, by, place in given
        )

    @v_args(meta=True)
    def by_equally(self, meta: Meta, _: list[Any]) -> tuple[c.Basis, ...]:
        return (c.Basis(Fraction(1), None, self.place(meta)),)

    def by_bases(self, parts: list[Any]) -> tuple[c.Basis, ...]:
        bases: tuple[c.Basis, ...] = parts[-1]
        return bases

    # who bears what is left

    @v_args(meta=True)
    def on_others(self, meta: Meta, parts: list[Any]) -> c.FallsOn:
        return c.FallsOn("others", by=parts[-1] or (), place=self.place(meta))

    @v_args(meta=True)
    def on_nobody(self, meta: Meta, _: list[Any]) -> c.FallsOn:
        return c.FallsOn("nobody", place=self.place(meta))

    @v_args(meta=True)
    def on_lead(self, meta: Meta, _: list[Any]) -> c.FallsOn:
        return c.FallsOn("lead", place=self.place(meta))

    @v_args(meta=True)
    def on_member(self, meta: Meta, parts: list[Any]) -> c.FallsOn:
        return c.FallsOn("member", member=parts[0], place=self.place(meta))

    @v_args(meta=True)
    def on_remainders(self, meta: Meta, _: list[Any]) -> c.FallsOn:
        return c.FallsOn("remainders", place=self.place(meta))

    def falls(self, parts: list[Any]) -> c.FallsOn:
        found: c.FallsOn = parts[-1]
        return found

    # sentences

    def title(self, parts: list[Token]) -> c.About:
        return c.About("formula", parts[1][1:-1])

    def version(self, parts: list[Token]) -> c.About:
        return c.About("version", parts[1][1:-1])

    def source(self, parts: list[Token]) -> c.About:
        return c.About("source", parts[1][1:-1])

    def members(self, parts: list[Any]) -> c.Members:
        return c.Members(parts[-1])

    def lead(self, parts: list[Any]) -> c.LeadAgency:
        return c.LeadAgency(tuple(part for part in parts if not isinstance(part, Token)))

    def has(self, parts: list[Any]) -> c.Input:
        _, _, _, name, _, unit, _, period = parts
        return c.Input(name, unit, "member", period_of(period) if period else None)

    @v_args(meta=True)
    def joiners_have(self, meta: Meta, parts: list[Any]) -> c.Input:
        _, _, stays, _, option, _, name, _, unit, _, period = parts
        among = c.Joiners(option, stays is None, self.place(meta))
        return c.Input(name, unit, "member", period_of(period) if period else None, among)

    def group_has(self, parts: list[Any]) -> c.Input:
        _, _, name, _, unit, _, period = parts
        return c.Input(name, unit, "group", period_of(period) if period else None)

    def may_join(self, parts: list[Any]) -> c.Option:
        return c.Option(parts[-1])

    def let(self, parts: list[Any]) -> c.Let:
        return c.Let(parts[1], parts[3])

    def pool(self, parts: list[Any]) -> c.Pool:
        return c.Pool(parts[1], parts[3], parts[5] or c.Everybody())

    @v_args(meta=True)
    def portion(self, meta: Meta, parts: list[Any]) -> c.Portion:
        return c.Portion(parts[0], parts[1], self.place(meta))

    def divide(self, parts: list[Any]) -> c.Divide:
        return c.Divide(parts[1], tuple(part for part in parts if isinstance(part, c.Portion)))

    def rest(self, _: list[Any]) -> bool:
        return True

    def share(self, parts: list[Any]) -> c.Share:
        return c.Share(parts[2], parts[3], of_rest=bool(parts[1]))

    def if_joined(self, _: list[Any]) -> bool:
        return True

    def charge(self, parts: list[Any]) -> c.Charge:
        return c.Charge("charge", parts[1], parts[3], parts[5] or "", if_joined=bool(parts[6]))

    def credit(self, parts: list[Any]) -> c.Charge:
        return c.Charge("credit", parts[1], parts[3], parts[5] or "", if_joined=bool(parts[6]))

    def at_most(self, parts: list[Any]) -> tuple[Any, Any]:
        return None, parts[-1]

    def at_least(self, parts: list[Any]) -> tuple[Any, Any]:
        return parts[-1], None

    def between(self, parts: list[Any]) -> tuple[Any, Any]:
        return parts[1], parts[3]

    def limit(self, parts: list[Any]) -> c.Limit:
        _, who, _, pool, _, (least, most), falls_on = parts
        return c.Limit(who, least, most, falls_on, pool or "")

    def step(self, parts: list[Any]) -> tuple[int, Fraction]:
        return self.whole(parts[2]), self.quantity_of(parts[0])

    def phase(self, parts: list[Any]) -> c.PhaseIn:
        steps = tuple(part for part in parts if isinstance(part, tuple))
        if steps:
            return c.PhaseIn(parts[3], steps=steps)
        _, _, _, start, _, years, period, _, first = parts
        if period_of(period) != "year":
            raise self.refuse(period, "A formula is phased in over years.")
        return c.PhaseIn(start, years=self.whole(years), first=self.whole(first))

    def true_up(self, parts: list[Any]) -> c.TrueUp:
        against, years, period = parts[3], parts[5], parts[6]
        if period is not None and period_of(period) != "year":
            raise self.refuse(period, "A true-up looks back over years.")
        return c.TrueUp(against, 1 if years is None else self.whole(years))

    def grain(self, parts: list[Token]) -> int:
        if parts[0].type == "MONEY":
            cents = self.quantity_of(parts[0]) * 100
            if cents.denominator != 1 or cents == 0:
                raise self.refuse(parts[0], "Shares are rounded to whole cents.")
            return int(cents)
        return 1 if parts[0].type == "CENT" else 100

    def rounding(self, parts: list[Any]) -> c.Rounding:
        direction, grain = parts[2], parts[4]
        falls_on = parts[-1] if isinstance(parts[-1], c.FallsOn) else c.FallsOn("remainders")
        return c.Rounding(grain, falls_on, direction or "nearest")

    def billing(self, parts: list[Token]) -> c.Billing:
        if parts[1].type == "HOW_OFTEN":
            return c.Billing(_PARTS[parts[1].casefold()])
        return c.Billing(self.whole(parts[2]))


def reader(lines: Lines, begun: int) -> Transformer[Token, Any]:
    """Return what turns a tree into a clause; ``begun`` is where the sentence starts in the text."""
    return _ClauseReader(lines, begun)
