"""A formula written in its one form: what is printed reads as what it came from."""

from collections.abc import Sequence
from fractions import Fraction

from mutual.formulas.language import clauses as c
from mutual.formulas.language import expressions as e
from mutual.formulas.language.reserved import is_bare
from mutual.formulas.language.units import figure

_SUM, _PRODUCT, _FACTOR, _ATOM = range(4)
_BINDS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
_SAID = {"+": "+", "-": "less", "*": "times", "/": "/"}
_OFTEN = {12: "monthly", 4: "quarterly", 1: "yearly"}


def printed(clauses: Sequence[c.Sentence], closing_notes: Sequence[str] = ()) -> str:
    """Return the text of clauses, one a line, notes on lines of their own before."""
    lines = []
    for clause in clauses:
        lines += [f"# {note}".rstrip() for note in clause.notes]
        lines.append(f"{sentence(clause)}.")
    lines += [f"# {note}".rstrip() for note in closing_notes]
    return "".join(f"{line}\n" for line in lines)


def sentence(clause: c.Sentence) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    """Return one clause without notes and full stop."""
    match clause:
        case c.About(what=what, text=text):
            return f'{what.capitalize()} "{text}"'
        case c.Members(names=names):
            return f"The members are {_listed([name(one) for one in names])}"
        case c.LeadAgency(names=names):
            return f"The lead agency is {' or else '.join(name(one) for one in names)}"
        case c.Input():
            return _input(clause)
        case c.Option():
            return f"Each member may join {name(clause.name)}"
        case c.Let():
            return f"Let {name(clause.name)} be {expression(clause.value)}"
        case c.Pool():
            among = "" if clause.among == c.Everybody() else f" for {selector(clause.among)}"
            return f"Pool {name(clause.name)} costs {expression(clause.cost)}{among}"
        case c.Divide():
            portions = [f"{name(one.pool)} ({expression(one.weight)})" for one in clause.between]
            return f"Divide {name(clause.name)} between {_listed(portions)}"
        case c.Share():
            rest = "the rest of " if clause.of_rest else ""
            return f"Share {rest}{name(clause.name)}{bases(clause.by)}"
        case c.Charge():
            return _charge(clause)
        case c.Limit():
            return _limit(clause)
        case c.PhaseIn():
            return f"Phase in from {expression(clause.start)}{_steps(clause)}"
        case c.TrueUp():
            over = "" if clause.years == 1 else f" over {clause.years} years"
            return f"True up against {name(clause.against)}{over}"
        case c.Rounding():
            return _rounding(clause)
        case c.Billing():
            return f"Bill {_OFTEN.get(clause.parts) or f'in {clause.parts} parts'}"


def _input(clause: c.Input) -> str:
    who, has = ("Each member" if clause.of == "member" else "The group"), "has"
    if clause.among is not None:
        who, has = f"M{selector(clause.among)[1:]}", "have"
    often = f" by {clause.by}" if clause.by else ""
    return f"{who} {has} {name(clause.name)} in {clause.unit}{often}"


def name(words: str) -> str:
    """Return a name, in quotation marks where it needs them."""
    return words if is_bare(words) else f'"{words}"'


def basis_name(basis: c.Basis) -> str:
    """Return what a basis is called in the working."""
    return "equal parts" if basis.by is None else expression(basis.by)


def selector(who: c.Selector) -> str:
    """Return who is meant."""
    match who:
        case c.Everybody():
            return "each member"
        case c.Joiners(option=option, joins=joins):
            return f"members that {'' if joins else 'do not '}join {name(option)}"
        case c.Those(left=left, comparison=comparison, right=right):
            return f"members with {expression(left)} {comparison} {expression(right)}"
        case c.Named(names=names):
            return _listed([name(one) for one in names])
        case c.TheLead():
            return "the lead agency"


def bases(by: Sequence[c.Basis]) -> str:
    """Return what a share follows, with its ``by``."""
    if len(by) == 1 and by[0].weight == 1:
        return " equally" if by[0].by is None else f" by {expression(by[0].by)}"
    parts = [f"{percent(one.weight)} {'equally' if one.by is None else expression(one.by)}" for one in by]
    return f" by {_listed(parts)}"


def percent(part: Fraction) -> str:
    """Return a part of 1 as a percentage."""
    return f"{figure(part * 100)}%"


def span(length: e.Span) -> str:
    """Return a length of time."""
    return f"{length.count} {length.period}{'' if length.count == 1 else 's'}"


def quantity(given: e.Quantity) -> str:
    """Return a number as it was written."""
    if given.style == "percent":
        return percent(given.value)
    if given.style == "dollars":
        return f"${figure(given.value)}{given.unit.removeprefix('dollars')}"
    return f"{figure(given.value)} {given.unit}".rstrip()


def expression(given: e.Expression, binds: int = _SUM) -> str:
    """Return a figure, in brackets where what stands around it binds closer than ``binds``."""
    own = _binding(given)
    text = _bare(given)
    return f"({text})" if own < binds else text


def _binding(given: e.Expression) -> int:
    match given:
        case e.Binary(sign=sign):
            return _BINDS[sign]
        case e.Rounded() | e.AsUnit() | e.Escalated():
            return _FACTOR
        case _:
            return _ATOM


def _bare(given: e.Expression) -> str:  # noqa: C901, PLR0911 - one case a kind
    match given:
        case e.Quantity():
            return quantity(given)
        case e.Count():
            return "the number of members"
        case e.Word():
            return name(given.name) + (f" {span(given.ago)} ago" if given.ago else "")
        case e.Binary(sign=sign, left=left, right=right):
            binds = _BINDS[sign]
            return f"{expression(left, binds)} {_SAID[sign]} {expression(right, binds + 1)}"
        case e.PartOf(percent=part, of=of):
            return f"{percent(part)} of {expression(of, _ATOM)}"
        case e.Rounded(of=of, to=to, direction=direction):
            how = "" if direction == "nearest" else f" {direction}"
            return f"{expression(of, _FACTOR)} rounded{how} to {quantity(to)}"
        case e.AsUnit(of=of, unit=unit):
            return f"{expression(of, _FACTOR)} as {unit}"
        case e.Escalated(of=of, percent=part, since=since):
            return f"{expression(of, _FACTOR)} escalated {percent(part)} a year since {since}"
        case e.Rolling():
            ending = f" ending {span(given.ending)} ago" if given.ending else ""
            return f"the {given.kind} of {name(given.name)} over {span(given.over)}{ending}"
        case e.OfMembers(kind=kind, of=of):
            return f"the {kind} of {expression(of, _ATOM)}"
        case e.Extreme(kind=kind, of=parts):
            return f"the {kind} of ({', '.join(expression(part) for part in parts)})"
        case e.Tiers(kind=kind, of=of, tiers=tiers, otherwise=otherwise):
            steps = [f"{one.comparison} {quantity(one.edge)}: {expression(one.then)}" for one in tiers]
            last = f"otherwise: {expression(otherwise)}"
            return f"{kind} of {expression(of, _ATOM)} ({'; '.join([*steps, last])})"


def _charge(clause: c.Charge) -> str:
    word = "toward" if clause.kind == "charge" else "from"
    pool = f" {word} {name(clause.pool)}" if clause.pool else ""
    joined = ", if joined" if clause.if_joined else ""
    verb = clause.kind.capitalize()
    return f"{verb} {expression(clause.amount)} to {selector(clause.who)}{pool}{joined}"


def _limit(clause: c.Limit) -> str:
    if clause.least is not None and clause.most is not None:
        bound = f"between {expression(clause.least)} and {expression(clause.most)}"
    elif clause.most is not None:
        bound = f"at most {expression(clause.most)}"
    else:
        assert clause.least is not None
        bound = f"at least {expression(clause.least)}"
    pool = f" in {name(clause.pool)}" if clause.pool else ""
    return (
        f"Limit {selector(clause.who)}{pool} to {bound}; the difference falls on {falls_on(clause.falls_on)}"
    )


def falls_on(target: c.FallsOn) -> str:
    """Return who bears a difference."""
    match target.who:
        case "others":
            return f"the others{bases(target.by) if target.by else ''}"
        case "lead":
            return "the lead agency"
        case "remainders":
            return "the largest remainders"
        case "nobody":
            return "nobody"
        case "member":
            return name(target.member)


def _steps(clause: c.PhaseIn) -> str:
    if not clause.steps:
        return f" over {clause.years} years starting {clause.first}"
    return ": " + _listed([f"{percent(part)} in {year}" for year, part in clause.steps])


def _rounding(clause: c.Rounding) -> str:
    grain = {1: "the cent", 100: "the dollar"}.get(clause.cents) or f"${figure(Fraction(clause.cents, 100))}"
    how = "" if clause.direction == "nearest" else f" {clause.direction}"
    return f"Round shares{how} to {grain}; the difference falls on {falls_on(clause.falls_on)}"


def _listed(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
