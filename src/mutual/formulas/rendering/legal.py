"""A formula as numbered clauses that a council can adopt."""

from collections.abc import Sequence
from fractions import Fraction

from mutual.formulas.formula import Formula
from mutual.formulas.language import clauses as c
from mutual.formulas.language.printing import percent
from mutual.formulas.rendering.phrases import counted, dollars, listed, phrase, who

_BILLS = {12: "twelve monthly", 4: "four quarterly", 1: "one yearly"}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def legal_text(formula: Formula) -> str:
    """Return the formula as legal text: one numbered section a clause, lettered where it has parts."""
    lines = [(formula.title or "Cost-sharing formula").upper()]
    if formula.version:
        lines.append(f"Version {formula.version}")
    lines.append("")
    for number, clause in formula.numbered():
        heading, text = section(clause)
        lines += [f"Section {number}. {heading}. {text}", ""]
    last = len(list(formula.numbered())) + 1
    if not any(isinstance(clause, c.Rounding) for clause in formula.clauses):
        _, text = section(c.Rounding(1, c.FallsOn("remainders")))
        lines += [f"Section {last}. Rounding. {text}", ""]
        last += 1
    lines += [f"Section {last}. Construction. {_CONSTRUCTION}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


_CONSTRUCTION = (
    "“Member” means a party that has joined. A total, a proportion and a number of Members are taken over "
    "the Members that have joined, and over no other. The sections are applied in their order. A figure that "
    "is required and has not been furnished shall not be estimated under this formula."
)


def section(clause: c.Sentence) -> tuple[str, str]:  # noqa: PLR0911 - one case a kind
    """Return the heading and the text of one clause."""
    match clause:
        case c.Members(names=names):
            return "Parties", f"The parties that may join are {listed(names)}."
        case c.LeadAgency(names=names):
            others = "".join(f" or, where it has not joined, {name}" for name in names[1:])
            return "Lead agency", f"The lead agency shall be {names[0]}{others}."
        case c.Input():
            return _input(clause)
        case c.Option(name=name):
            return (
                f"Option: {name}",
                f"Each Member may elect to join {name}, and shall state its election each year.",
            )
        case c.Let(name=name, value=value):
            return f"Definition: {name}", f"“{name}” means {phrase(value).rstrip(',')}."
        case c.Pool():
            return _pool(clause)
        case c.Divide():
            parts = [f"{one.pool}, by {phrase(one.weight).rstrip(',')}" for one in clause.between]
            text = (
                f"The amount of the pool “{clause.name}” shall be divided in proportion to the weights that "
                "follow, and added to the pools named:"
            )
            return f"Division of {clause.name}", _lettered(text, parts)
        case c.Share():
            return _share(clause)
        case c.Charge():
            return _charge(clause)
        case _:
            return _change(clause)


def _input(clause: c.Input) -> tuple[str, str]:
    if clause.of == "group":
        of = "of all Members together"
    elif clause.among is None:
        of = "of each Member"
    else:
        of = f"of {who(clause.among)}; of any other Member it is zero"
    return (
        f"Figure: {clause.name}",
        f"“{clause.name}” means the figure so called, in {clause.unit}, counted {counted(clause.by)}, {of}.",
    )


def _pool(clause: c.Pool) -> tuple[str, str]:
    text = f"The pool “{clause.name}” shall amount to {phrase(clause.cost).rstrip(',')}."
    if clause.among != c.Everybody():
        text += (
            f" It shall be borne by {who(clause.among)} and, where there are none, shall amount to nothing."
        )
    return f"Pool: {clause.name}", text


def _share(clause: c.Share) -> tuple[str, str]:
    what = "The remainder of the pool" if clause.of_rest else "The pool"
    text = f"{what} “{clause.name}” shall be apportioned among the Members that bear it"
    if len(clause.by) == 1:
        return f"Apportionment of {clause.name}", f"{text} {_basis(clause.by[0])}."
    parts = [f"{percent(one.weight)} {_basis(one)}" for one in clause.by]
    return f"Apportionment of {clause.name}", _lettered(f"{text} as follows:", parts)


def _basis(basis: c.Basis) -> str:
    if basis.by is None:
        return "in equal parts"
    figure = phrase(basis.by).rstrip(",")
    return f"in the proportion that its figure bears to the sum over all of them, the figure being {figure}"


def _charge(clause: c.Charge) -> tuple[str, str]:
    amount = phrase(clause.amount).rstrip(",")
    subject = who(clause.who)
    if clause.kind == "charge":
        pool = (
            f", which shall be applied to the pool “{clause.pool}” before it is apportioned"
            if clause.pool
            else ""
        )
        text = f"There shall be charged {amount} to {subject}{pool}."
    else:
        pool = f", which shall be added to the pool “{clause.pool}”" if clause.pool else ""
        text = f"There shall be credited {amount} to {subject}{pool}."
    if clause.if_joined:
        text += " This section has no effect for a party that has not joined."
    return {"charge": "Charge", "credit": "Credit"}[clause.kind], text


def _change(clause: c.Sentence) -> tuple[str, str]:
    match clause:
        case c.Limit():
            return "Limit", _limit(clause)
        case c.PhaseIn():
            return "Transition", _transition(clause)
        case c.TrueUp(years=years, against=against):
            part = "the" if years == 1 else f"one part in {years} of the"
            past = "the year before" if years == 1 else f"each of the {years} years before"
            text = (
                f"For {past}, the amount that each Member would have borne under the preceding "
                "sections shall be "
                f"compared with {against}, and {part} difference added to its share, or taken from it."
            )
            return "True-up", text
        case c.Rounding():
            return "Rounding", _rounding(clause)
        case c.Billing(parts=parts):
            often = _BILLS.get(parts) or f"{parts}"
            text = f"Each share shall be billed in {often} installments, at most a cent apart, that add up."
            return "Billing", text
        case _:
            return "", ""


def _limit(clause: c.Limit) -> str:
    share = f"the share in the pool “{clause.pool}”" if clause.pool else "the share"
    bounds = []
    if clause.least is not None:
        bounds.append(f"not be less than {phrase(clause.least).rstrip(',')}")
    if clause.most is not None:
        bounds.append(f"not exceed {phrase(clause.most).rstrip(',')}")
    target = clause.falls_on
    if target.who == "others":
        how = _bears(target.by) if target.by else "in proportion to their shares"
        rest = (
            f"The other Members shall bear the difference {how}, none of them passing a limit of this section"
        )
    elif target.who == "nobody":
        rest = "The difference shall be charged to no Member"
    else:
        rest = (
            f"The difference shall be borne by {'the lead agency' if target.who == 'lead' else target.member}"
        )
    whose = who(clause.who)
    each = f"each of {whose}" if whose.startswith("the members") else whose
    return f"T{share[1:]} of {each} shall {' and shall '.join(bounds)}. {rest}."


def _bears(bases: Sequence[c.Basis]) -> str:
    parts = [f"{percent(one.weight)} {_basis(one)}" if len(bases) > 1 else _basis(one) for one in bases]
    return listed(parts)


def _transition(clause: c.PhaseIn) -> str:
    basis = _basis(c.Basis(Fraction(1), clause.start))
    if clause.steps:
        steps = [f"{percent(part)} from the year {year}" for year, part in clause.steps]
        text = (
            "The shares under the preceding sections shall count for the following parts, and for "
            "the rest the "
            f"same total shall be apportioned {basis}:"
        )
        return _lettered(text, steps)
    return (
        f"In the year {clause.first} the shares under the preceding sections shall count for one part in "
        f"{clause.years}, and in each later year for one part more, until they count in full. For the "
        "rest the "
        f"same total shall be apportioned {basis}."
    )


def _rounding(clause: c.Rounding) -> str:
    how = {"nearest": "to the nearest", "up": "up to the next", "down": "down to the last"}[clause.direction]
    grain = "cent" if clause.cents == 1 else f"multiple of {dollars(clause.cents)}"
    match clause.falls_on.who:
        case "remainders":
            return (
                f"The sum of the shares shall be rounded {how} {grain}. Each share shall be rounded "
                "down, and what "
                "is left of the sum shall be allotted in single units to the shares with the largest "
                "remainders, "
                "of equal ones to the Member named first."
            )
        case "nobody":
            return f"Each share shall be rounded {how} {grain} for itself."
        case "lead":
            bearer = "the lead agency"
        case _:
            bearer = clause.falls_on.member
    rest = f"{bearer} shall bear the difference to the sum, in whole cents"
    return f"Each share shall be rounded {how} {grain}, and {rest}."


def _lettered(text: str, parts: Sequence[str]) -> str:
    lines = [f"    ({_ALPHABET[position % 26]}) {part}" for position, part in enumerate(parts)]
    ends = [";"] * (len(lines) - 2) + ["; and", "."] if len(lines) > 1 else ["."]
    return "\n".join([text, *(line + end for line, end in zip(lines, ends, strict=True))])
