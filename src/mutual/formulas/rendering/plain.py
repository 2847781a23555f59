"""A formula told to somebody who has never seen one."""

from collections.abc import Sequence

from mutual.formulas.formula import Formula
from mutual.formulas.language import clauses as c
from mutual.formulas.language.printing import percent
from mutual.formulas.rendering.phrases import dollars, listed, phrase, who

_CENTS = "- Shares are rounded to whole cents that add up; a cent left over goes to the largest remainder."
_BILLS = {12: "every month", 4: "every quarter", 1: "once a year"}


def explained(formula: Formula) -> str:
    """Return the formula in plain English: a heading, what is needed, and a sentence for each rule."""
    inputs = [clause for clause in formula.clauses if isinstance(clause, c.Input)]
    lines = [formula.title or "The formula"]
    if formula.version:
        lines.append(f"Version {formula.version}")
    lines.append("")
    of_members = [one.name for one in inputs if one.of == "member"]
    of_group = [one.name for one in inputs if one.of == "group"]
    if of_members:
        lines.append(f"What is counted for each member: {listed(of_members)}.")
    if of_group:
        lines.append(f"What is known of the whole: {listed(of_group)}.")
    rules = [told for clause in formula.clauses if (told := plain(clause))]
    lines += [f"- {rule}" for rule in rules]
    if not any(isinstance(clause, c.Rounding) for clause in formula.clauses):
        lines.append(_CENTS)
    if any(isinstance(clause, c.Share) for clause in formula.clauses):
        lines.append("- Only the members that joined count, in every total and every proportion.")
    return "\n".join(lines) + "\n"


def plain(clause: c.Sentence) -> str:  # noqa: PLR0911 - one case a kind
    """Return one clause as a sentence, or nothing for what is told elsewhere."""
    match clause:
        case c.Members(names=names):
            return f"The members are {listed(names)}."
        case c.LeadAgency(names=names):
            others = f"; where {names[0]} has not joined, {listed(names[1:], 'or else')}" if names[1:] else ""
            return f"{names[0]} is the lead agency{others}."
        case c.Option(name=name):
            return f"A member may join {name} or leave it."
        case c.Let(name=name, value=value):
            return f"“{_capital(name)}” is {phrase(value).rstrip(',')}."
        case c.Pool():
            among = "" if clause.among == c.Everybody() else f", for {who(clause.among)} only"
            return f"{_capital(clause.name)} costs {phrase(clause.cost).rstrip(',')}{among}."
        case c.Divide():
            parts = [f"{one.pool} (by {phrase(one.weight)})" for one in clause.between]
            return f"What {clause.name} costs is divided between {listed(parts)}."
        case c.Share():
            what = f"What is left of {clause.name}" if clause.of_rest else _capital(clause.name)
            return f"{what} is shared {_by(clause.by)}."
        case c.Charge():
            return _charge(clause)
        case _:
            return _change(clause)


def _change(clause: c.Sentence) -> str:  # noqa: PLR0911 - one case a kind
    match clause:
        case c.Limit():
            return _limit(clause)
        case c.PhaseIn():
            return _phase_in(clause)
        case c.TrueUp(years=1, against=against):
            cost = "What last year would have cost by these rules"
            return f"{cost} is compared with {against}, and the difference added."
        case c.TrueUp(years=years, against=against):
            cost = f"What each of the last {years} years would have cost"
            return f"{cost} is compared with {against}; 1/{years} of each difference is added."
        case c.Rounding():
            return _rounding(clause)
        case c.Billing(parts=parts):
            often = _BILLS.get(parts) or f"in {parts} parts"
            return f"Bills are sent {often}; together they are the share to the cent."
        case _:
            return ""


def _by(bases: Sequence[c.Basis]) -> str:
    parts = []
    for basis in bases:
        how = "equally" if basis.by is None else f"in proportion to {phrase(basis.by).rstrip(',')}"
        parts.append(how if len(bases) == 1 else f"{percent(basis.weight)} {how}")
    return listed(parts)


def _charge(clause: c.Charge) -> str:
    subject = _capital(who(clause.who))
    plural = isinstance(clause.who, c.Joiners | c.Those) or (
        isinstance(clause.who, c.Named) and len(clause.who.names) > 1
    )
    verb = {"charge": "pay", "credit": "receive"}[clause.kind] + ("" if plural else "s")
    pool = ""
    if clause.pool:
        pool = f" toward {clause.pool}" if clause.kind == "charge" else f", which {clause.pool} bears"
    joined = ", where it has joined" if clause.if_joined else ""
    return f"{subject} {verb} {phrase(clause.amount).rstrip(',')}{pool}{joined}."


def _limit(clause: c.Limit) -> str:
    bounds = []
    if clause.least is not None:
        bounds.append(f"less than {phrase(clause.least).rstrip(',')}")
    if clause.most is not None:
        bounds.append(f"more than {phrase(clause.most).rstrip(',')}")
    of = "" if clause.who == c.Everybody() else f" of {who(clause.who)}"
    if isinstance(clause.who, c.Named | c.TheLead):
        subject = f"{_capital(who(clause.who))} does not pay"
    else:
        subject = f"None{of} pays" if of else "No member pays"
    pool = f" for {clause.pool}" if clause.pool else ""
    target = clause.falls_on
    how = _by(target.by) if target.by else "in proportion to their shares"
    bears = {
        "others": f"the others bear the difference {how}",
        "nobody": "nobody is charged the difference",
        "lead": "the lead agency bears the difference",
    }.get(target.who, f"{target.member} bears the difference")
    return f"{subject} {' or '.join(bounds)}{pool}; {bears}."


def _phase_in(clause: c.PhaseIn) -> str:
    start = f"At first all is shared in proportion to {phrase(clause.start).rstrip(',')}"
    if clause.steps:
        steps = [f"{percent(part)} from {year}" for year, part in clause.steps]
        return f"{start}; the rules above take over step by step, {listed(steps)}."
    return f"{start}; the rules above take over by 1/{clause.years} a year, the first time in {clause.first}."


def _rounding(clause: c.Rounding) -> str:
    how = {"nearest": "rounded", "up": "rounded up", "down": "rounded down"}[clause.direction]
    grain = "whole cents" if clause.cents == 1 else f"multiples of {dollars(clause.cents)}"
    if clause.falls_on.who == "remainders":
        return f"Shares are {how} to {grain} that add up; what is left over goes to the largest remainders."
    rest = {"nobody": "each for itself", "lead": "and the lead agency bears the difference"}
    bears = rest.get(clause.falls_on.who) or f"and {clause.falls_on.member} bears the difference"
    return f"Shares are {how} to {grain}, {bears}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
