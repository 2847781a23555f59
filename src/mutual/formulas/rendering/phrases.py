"""Figures and members in words."""

from collections.abc import Sequence
from fractions import Fraction

from mutual.formulas.language import clauses as c
from mutual.formulas.language import expressions as e
from mutual.formulas.language.printing import percent, quantity, span
from mutual.formulas.language.units import figure

_COMPARED = {"under": "below", "up to": "of at most", "over": "above", "at least": "of at least"}


def phrase(given: e.Expression) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    """Return a figure as a phrase that a sentence can hold."""
    match given:
        case e.Quantity():
            return quantity(given)
        case e.Count():
            return "the number of members that joined"
        case e.Word(name=name, ago=ago):
            return name if ago is None else f"{name} {span(ago)} earlier"
        case e.Binary():
            return _binary(given)
        case e.PartOf(percent=part, of=of):
            return f"{percent(part)} of {_inner(of)}"
        case e.Rounded(of=of, to=to, direction=direction):
            how = {
                "nearest": "rounded to the nearest",
                "up": "rounded up to the next",
                "down": "rounded down to the last",
            }
            return f"{_inner(of)}, {how[direction]} multiple of {quantity(to)},"
        case e.AsUnit(of=of, unit=unit):
            return f"{_inner(of)} counted as {unit}"
        case e.Escalated(of=of, percent=part, since=since):
            return f"{_inner(of)} grown by {percent(part)} for each year after {since}"
        case e.Rolling():
            return _rolling(given)
        case e.OfMembers(kind="share", of=of):
            return f"the share of a member in the total of {_inner(of)}"
        case e.OfMembers(of=of):
            return f"the total of {_inner(of)} over all members that joined"
        case e.Extreme(kind=kind, of=parts):
            return f"the {kind} of {listed([phrase(part) for part in parts])}"
        case e.Tiers():
            return _tiers(given)


def _inner(given: e.Expression) -> str:
    return f"({phrase(given)})" if isinstance(given, e.Binary) else phrase(given).rstrip(",")


def _binary(given: e.Binary) -> str:
    words = {"+": "plus", "-": "less", "*": "times", "/": "divided by"}
    is_product = given.sign in "*/"
    left, right = (
        f"({phrase(part)})"
        if isinstance(part, e.Binary) and (is_product or given.sign == "-")
        else phrase(part)
        for part in (given.left, given.right)
    )
    return f"{left} {words[given.sign]} {right}"


def _rolling(given: e.Rolling) -> str:
    what = {"mean": "the mean of", "sum": "the sum of", "mean share": "the mean yearly share of a member in"}
    if given.kind == "mean share" and given.over.period != "year":
        what["mean share"] = f"the mean share, {given.over.period} by {given.over.period}, of a member in"
    last = f"the last {span(given.over)}" if given.over.count > 1 else f"the last {given.over.period}"
    ended = f" that ended {span(given.ending)} before" if given.ending else ""
    return f"{what[given.kind]} {given.name} over {last}{ended}"


def _tiers(given: e.Tiers) -> str:
    steps = []
    for tier in given.tiers:
        edge = f"{'below' if tier.comparison == 'under' else 'up to'} {quantity(tier.edge)}"
        steps.append(f"{phrase(tier.then)} {edge}")
    last = f"{phrase(given.otherwise)} above"
    if given.kind == "brackets":
        return f"a charge on each slice of {phrase(given.of)}, at {listed([*steps, last])}"
    return f"a step by {phrase(given.of)}: {listed([*steps, last])}"


def who(selector: c.Selector) -> str:
    """Return who is meant, in the plural or by name."""
    match selector:
        case c.Everybody():
            return "every member"
        case c.Joiners(option=option, joins=joins):
            return f"the members that {'have' if joins else 'have not'} joined {option}"
        case c.Those(left=left, comparison=comparison, right=right):
            return f"the members with {phrase(left)} {_COMPARED[comparison]} {phrase(right)}"
        case c.Named(names=names):
            return listed(list(names))
        case c.TheLead():
            return "the lead agency"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Return words as a list in a sentence."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else parts[0]


def counted(by: e.Period | None) -> str:
    """Return how often a figure is counted."""
    return {"year": "each year", "quarter": "each quarter", "month": "each month", None: "each year"}[by]


def dollars(cents: int) -> str:
    """Return an amount of whole cents."""
    if cents % 100:
        return (
            f"{figure(Fraction(cents, 100))} dollars" if cents > 100 else f"{cents} cent{'s' * (cents > 1)}"
        )
    return f"${cents // 100:,}"
