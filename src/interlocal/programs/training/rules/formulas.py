"""Formulas by which the cost of a cohort is shared: what they may ask for, and what is wrong with one.

The language brings the whole engine along, so it is read when a formula is, not when the house starts.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

# What a formula may ask for, of each city and of all together.
OF_CITY = ("seats", "hours", "completed", "population")
OF_GROUP = ("cost",)
EXAMPLE = """Each member has seats in seats.
Each member has population in people.
The group has cost in dollars.
Pool course costs cost.
Share course by 80% seats and 20% population."""


@dataclass(frozen=True)
class ReadFormula:
    """What is wrong with a formula, or what it says in plain words."""

    faults: tuple[str, ...]
    words: tuple[str, ...] = ()


def read_formula(text: str) -> ReadFormula:
    """Return what is wrong with ``text``, each with its place, or what it says."""
    from mutual.formulas import check, explained, parse

    if not text.strip():
        return ReadFormula((_("Write the formula."),))
    if problems := check(text):
        return ReadFormula(tuple(str(one) for one in problems))
    formula = parse(text)
    known = {"member": OF_CITY, "group": OF_GROUP}
    faults = [
        _("“%(name)s” is not known here. A formula may ask for %(cities)s of each member, and for %(group)s.")
        % {"name": one.name, "cities": ", ".join(OF_CITY), "group": ", ".join(OF_GROUP)}
        for one in formula.inputs
        if one.name not in known[one.of]
    ]
    if not any(one.of == "group" for one in formula.inputs):
        faults.append(
            _("Write “The group has cost in dollars.” and let a pool cost it: that is what is shared.")
        )
    if faults:
        return ReadFormula(tuple(faults))
    lines = (line.removeprefix("- ") for line in explained(formula).splitlines() if line.strip())
    return ReadFormula((), tuple(lines))


def check_formula(text: str) -> None:
    """Refuse a formula that cannot be read, or asks for what a cohort does not have, with every place."""
    if faults := read_formula(text).faults:
        raise Refusal(" ".join(faults[:5]), field="formula")
