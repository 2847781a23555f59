"""From the tree of the grammar to clauses."""

from fractions import Fraction
from typing import Any

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from mutual.formulas.language import clauses as c
from mutual.formulas.language import expressions as e
from mutual.formulas.language.sentences import Lines
from mutual.formulas.problems import FormulaError, Place, Problem

_LONGEST = 40
_PARTS = {"monthly": 12, "quarterly": 4, "yearly": 1}


class _Reader(Transformer[Token, Any]):
    """Turns each rule of the grammar into what it says; ``begun`` is where its sentence starts."""

    def __init__(self, lines: Lines, begun: int) -> None:
        super().__init__()
        self.lines = lines
        self.begun = begun

    def place(self, meta: Meta) -> Place:
        """Return where a rule stands in the whole text."""
        if meta.empty:
            return self.lines.place(self.begun, 1)
        return self.lines.place(self.begun + meta.start_pos, meta.end_pos - meta.start_pos)

    def token_place(self, token: Token) -> Place:
        """Return where a token stands in the whole text."""
        return self.lines.place(self.begun + (token.start_pos or 0), len(token))

    def refuse(self, token: Token, message: str) -> FormulaError:
        """Return the error for a token that cannot stand there."""
        return FormulaError([Problem(message, self.token_place(token))])

    def quantity_of(self, token: Token) -> Fraction:
        """Return the number that a token holds."""
        if len(token) > _LONGEST:
            raise self.refuse(token, f"A number has at most {_LONGEST} characters.")
        return _percent(token) if token.endswith("%") else _number(token)

    def whole(self, token: Token) -> int:
        """Return a whole number above 0."""
        value = self.quantity_of(token)
        if value.denominator != 1 or not 0 < value < 10_000:
            raise self.refuse(token, f"{token} must be a whole number from 1 to 9,999.")
        return int(value)

    def span(self, count: Token, period: Token) -> e.Span:
        """Return a length of time."""
        return e.Span(self.whole(count), _period(period))

    # names and units

    def name(self, words: list[Token]) -> str:
        if words[0].type == "STRING":
            text = " ".join(words[0][1:-1].split())
            if not text:
                raise self.refuse(words[0], "A name is empty.")
            return text
        return " ".join(words)

    def names(self, names: list[str | Token | None]) -> tuple[str, ...]:
        return tuple(name for name in names if name is not None and not isinstance(name, Token))

    def unit(self, parts: list[Token | None]) -> str:
        over, _, under = (*parts, None, None)[:3]
        return f"{over} per {under}" if under else str(over)

    def direction(self, found: list[Token]) -> str:
        return found[0].casefold()

    def comparison(self, found: list[Token]) -> str:
        return " ".join(found).casefold()

    @v_args(meta=True)
    def quantity(self, meta: Meta, parts: list[Any]) -> e.Quantity:
        token, place = parts[0], self.place(meta)
        if token.type == "PERCENT":
            return e.Quantity(self.quantity_of(token), "", "percent", place)
        if token.type == "MONEY":
            unit = f"dollars per {parts[2]}" if parts[-1] is not None else "dollars"
            return e.Quantity(self.quantity_of(token), unit, "dollars", place)
        return e.Quantity(self.quantity_of(token), parts[1] or "", "plain", place)

    # figures

    def _binary(self, meta: Meta, parts: list[Any], sign: Any) -> e.Binary:
        return e.Binary(sign, parts[0], parts[-1], self.place(meta))

    @v_args(meta=True)
    def add(self, meta: Meta, parts: list[Any]) -> e.Binary:
        return self._binary(meta, parts, "+")

    @v_args(meta=True)
    def subtract(self, meta: Meta, parts: list[Any]) -> e.Binary:
        return self._binary(meta, parts, "-")

    @v_args(meta=True)
    def multiply(self, meta: Meta, parts: list[Any]) -> e.Binary:
        return self._binary(meta, parts, "*")

    @v_args(meta=True)
    def divide_by(self, meta: Meta, parts: list[Any]) -> e.Binary:
        return self._binary(meta, parts, "/")

    @v_args(meta=True)
    def rounded(self, meta: Meta, parts: list[Any]) -> e.Rounded:
        of, _, direction, _, to = parts
        if to.value == 0:
            raise FormulaError([Problem("Nothing can be rounded to a multiple of 0.", to.place)])
        return e.Rounded(of, to, direction or "nearest", self.place(meta))

    @v_args(meta=True)
    def as_unit(self, meta: Meta, parts: list[Any]) -> e.AsUnit:
        return e.AsUnit(parts[0], parts[2], self.place(meta))

    @v_args(meta=True)
    def escalated(self, meta: Meta, parts: list[Any]) -> e.Escalated:
        return e.Escalated(parts[0], self.quantity_of(parts[2]), self.whole(parts[5]), self.place(meta))

    @v_args(meta=True)
    def part_of(self, meta: Meta, parts: list[Any]) -> e.PartOf:
        return e.PartOf(self.quantity_of(parts[0]), parts[2], self.place(meta))

    @v_args(meta=True)
    def word(self, meta: Meta, parts: list[Any]) -> e.Word:
        return e.Word(parts[0], None, self.place(meta))

    @v_args(meta=True)
    def lagged(self, meta: Meta, parts: list[Any]) -> e.Word:
        return e.Word(parts[0], self.span(parts[1], parts[2]), self.place(meta))

    def ending(self, parts: list[Token]) -> e.Span:
        return self.span(parts[1], parts[2])

    def _rolling(self, meta: Meta, parts: list[Any], kind: Any) -> e.Rolling:
        _, _, name, _, count, period, ending = parts
        return e.Rolling(kind, name, self.span(count, period), ending, self.place(meta))

    @v_args(meta=True)
    def mean(self, meta: Meta, parts: list[Any]) -> e.Rolling:
        return self._rolling(meta, parts, "mean")

    @v_args(meta=True)
    def summed(self, meta: Meta, parts: list[Any]) -> e.Rolling:
        return self._rolling(meta, parts, "sum")

    @v_args(meta=True)
    def mean_share(self, meta: Meta, parts: list[Any]) -> e.Rolling:
        return self._rolling(meta, parts, "mean share")

    @v_args(meta=True)
    def share_of(self, meta: Meta, parts: list[Any]) -> e.OfMembers:
        return e.OfMembers("share", parts[-1], self.place(meta))

    @v_args(meta=True)
    def total(self, meta: Meta, parts: list[Any]) -> e.OfMembers:
        return e.OfMembers("total", parts[-1], self.place(meta))

    @v_args(meta=True)
    def count(self, meta: Meta, _: list[Any]) -> e.Count:
        return e.Count(self.place(meta))

    @v_args(meta=True)
    def lesser(self, meta: Meta, parts: list[Any]) -> e.Extreme:
        return e.Extreme("lesser", tuple(parts[2:]), self.place(meta))

    @v_args(meta=True)
    def greater(self, meta: Meta, parts: list[Any]) -> e.Extreme:
        return e.Extreme("greater", tuple(parts[2:]), self.place(meta))

    def tier(self, parts: list[Any]) -> e.Tier:
        return e.Tier("under" if parts[0].type == "UNDER" else "up to", parts[-2], parts[-1])

    def tiers(self, parts: list[Any]) -> tuple[tuple[e.Tier, ...], Any]:
        return tuple(parts[:-2]), parts[-1]

    @v_args(meta=True)
    def tiers_of(self, meta: Meta, parts: list[Any]) -> e.Tiers:
        return e.Tiers("tiers", parts[2], parts[3][0], parts[3][1], self.place(meta))

    @v_args(meta=True)
    def brackets_of(self, meta: Meta, parts: list[Any]) -> e.Tiers:
        return e.Tiers("brackets", parts[2], parts[3][0], parts[3][1], self.place(meta))


class _ClauseReader(_Reader):
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
        return c.Input(name, unit, "member", _period(period) if period else None)

    @v_args(meta=True)
    def joiners_have(self, meta: Meta, parts: list[Any]) -> c.Input:
        _, _, stays, _, option, _, name, _, unit, _, period = parts
        among = c.Joiners(option, stays is None, self.place(meta))
        return c.Input(name, unit, "member", _period(period) if period else None, among)

    def group_has(self, parts: list[Any]) -> c.Input:
        _, _, name, _, unit, _, period = parts
        return c.Input(name, unit, "group", _period(period) if period else None)

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
        if _period(period) != "year":
            raise self.refuse(period, "A formula is phased in over years.")
        return c.PhaseIn(start, years=self.whole(years), first=self.whole(first))

    def true_up(self, parts: list[Any]) -> c.TrueUp:
        against, years, period = parts[3], parts[5], parts[6]
        if period is not None and _period(period) != "year":
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


def _number(token: str) -> Fraction:
    return Fraction(token.lstrip("$").replace(",", ""))


def _percent(token: str) -> Fraction:
    return Fraction(token.rstrip("%").strip().replace(",", "")) / 100


def _period(token: str) -> Any:
    return token.casefold().removesuffix("s")
