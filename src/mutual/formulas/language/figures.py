"""The dimension of an expression, and whether each member has one or the group as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from mutual.formulas.language import expressions as e
from mutual.formulas.language.names import Meaning, key
from mutual.formulas.language.units import PLAIN, Dimension, dimension, product, said
from mutual.formulas.problems import Place, meant

PERIODS = {"year": 1, "quarter": 4, "month": 12}


@dataclass(frozen=True)
class Found:
    """Whose figure it is, and its dimension."""

    of: Literal["member", "group"]
    unit: Dimension


class Tell(Protocol):
    """Takes down a problem."""

    def __call__(self, message: str, place: Place, suggestion: str = "", *, may_follow: bool = False) -> None:
        """Take it down."""


@dataclass(frozen=True)
class Figures:
    """Asks what an expression is, and tells ``add`` what is wrong; of a wrong one nothing is known."""

    known: Mapping[str, Meaning]
    add: "Tell"

    def of(self, expression: e.Expression) -> Found | None:  # noqa: C901, PLR0911 - one case a kind
        """Return what ``expression`` is."""
        match expression:
            case e.Quantity(unit=unit):
                return Found("group", dimension(unit))
            case e.Count():
                return Found("group", PLAIN)
            case e.Word():
                return self._word(expression)
            case e.Rolling():
                return self._rolling(expression)
            case e.Binary(sign="+" | "-", left=left, right=right, place=place):
                return self.same(left, right, place)
            case e.Binary(sign=sign, left=left, right=right):
                return self._product(left, right, 1 if sign == "*" else -1)
            case e.PartOf(of=of) | e.Escalated(of=of):
                return self.of(of)
            case e.Rounded(of=of, to=to, place=place):
                return self._rounded(of, to, place)
            case e.AsUnit(of=of, unit=unit):
                found = self.of(of)
                return found and Found(found.of, dimension(unit))
            case e.OfMembers(kind=kind, of=of, place=place):
                return self._of_members(kind, of, place)
            case e.Extreme(of=parts, place=place):
                return self._alike([self.of(part) for part in parts], place)
            case e.Tiers():
                return self._tiers(expression)

    def same(self, left: e.Expression, right: e.Expression, place: Place) -> Found | None:
        """Return what two figures of one unit are together."""
        return self._alike([self.of(left), self.of(right)], place)

    def _alike(self, parts: list[Found | None], place: Place) -> Found | None:
        known = [part for part in parts if part is not None and not _is_unknown(part.unit)]
        if len(known) < len(parts):
            return None
        for part in known[1:]:
            if part.unit != known[0].unit:
                told = f"{said(known[0].unit)} and {said(part.unit)} do not go together"
                self.add(f"{told}; write “as ...” behind a figure to take it in another unit.", place)
                return None
        return Found(_whose(known), known[0].unit)

    def _meaning(self, name: str, place: Place) -> Meaning | None:
        found = self.known.get(key(name))
        if found is None:
            self.add(f"“{name}” is not known here.", place, meant(name, self.known), may_follow=True)
        return None if found is None or _is_unknown(found.unit) else found

    def _word(self, word: e.Word) -> Found | None:
        found = self._meaning(word.name, word.place)
        if found is None:
            return None
        if word.ago is not None:
            self._looks_back(word.name, found, word.ago, word.place)
        return Found(found.of, found.unit)

    def _rolling(self, rolling: e.Rolling) -> Found | None:
        found = self._meaning(rolling.name, rolling.place)
        if found is None:
            return None
        self._looks_back(rolling.name, found, rolling.over, rolling.place)
        if rolling.ending is not None:
            self._looks_back(rolling.name, found, rolling.ending, rolling.place)
        if rolling.kind == "mean share":
            if found.of == "group":
                self.add("Only what each member has makes shares.", rolling.place)
            return Found("member", PLAIN)
        return Found(found.of, found.unit)

    def _looks_back(self, name: str, found: Meaning, span: e.Span, place: Place) -> None:
        if found.kind == "pool":
            self.add(f"“{name}” is a pool; only drivers and definitions look back.", place)
        counted = found.by or "year"
        if found.kind == "driver" and PERIODS[span.period] > PERIODS[counted]:
            self.add(f"“{name}” is counted by {counted}, not by {span.period}.", place)

    def _product(self, left: e.Expression, right: e.Expression, sign: int) -> Found | None:
        parts = [self.of(left), self.of(right)]
        known = [part for part in parts if part is not None and not _is_unknown(part.unit)]
        if len(known) < len(parts):
            return None
        return Found(_whose(known), product(known[0].unit, known[1].unit, sign=sign))

    def _rounded(self, of: e.Expression, to: e.Quantity, place: Place) -> Found | None:
        found = self.of(of)
        unit = dimension(to.unit)
        if found is not None and unit not in {PLAIN, found.unit}:
            self.add(f"{said(found.unit)} cannot be rounded to {said(unit)}.", place)
        return found

    def _of_members(self, kind: str, of: e.Expression, place: Place) -> Found | None:
        found = self.of(of)
        if found is None:
            return None
        if found.of == "group":
            self.add("This is one figure of the whole group; only what each member has adds up.", place)
        return Found("member", PLAIN) if kind == "share" else Found("group", found.unit)

    def _tiers(self, tiers: e.Tiers) -> Found | None:
        base = self.of(tiers.of)
        edges = [tier.edge for tier in tiers.tiers]
        for edge in edges:
            if base is not None and dimension(edge.unit) != base.unit:
                self.add(
                    f"The edge must be {said(base.unit)}, but is {said(dimension(edge.unit))}.",
                    edge.place,
                    "",
                )
        for lower, upper in zip(tiers.tiers, tiers.tiers[1:], strict=False):
            low, high = (one.edge.value for one in (lower, upper))
            if high < low or (high == low and (lower.comparison, upper.comparison) != ("under", "up to")):
                self.add("The edges must rise from tier to tier.", upper.edge.place)
        each = self._alike(
            [self.of(part) for part in (*(t.then for t in tiers.tiers), tiers.otherwise)], tiers.place
        )
        if each is None or base is None:
            return None
        unit = each.unit if tiers.kind == "tiers" else product(each.unit, base.unit)
        return Found(_whose([base, each]), unit)


def _whose(parts: list[Found]) -> Literal["member", "group"]:
    return "member" if any(part.of == "member" for part in parts) else "group"


def _is_unknown(unit: Dimension) -> bool:
    return unit == (("?", 1),)
