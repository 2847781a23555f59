"""From the tree of the grammar to figures: names, numbers, units and what is worked out of them."""

from fractions import Fraction
from typing import Any

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from mutual.formulas.language import expressions as e
from mutual.formulas.language.sentences import Lines
from mutual.formulas.problems import FormulaError, Place, Problem

_LONGEST = 40


class FigureReader(Transformer[Token, Any]):
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
        return e.Span(self.whole(count), period_of(period))

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


def _number(token: str) -> Fraction:
    return Fraction(token.lstrip("$").replace(",", ""))


def _percent(token: str) -> Fraction:
    return Fraction(token.rstrip("%").strip().replace(",", "")) / 100


def period_of(token: str) -> Any:
    """Return the period that a word names, in the singular."""
    return token.casefold().removesuffix("s")
