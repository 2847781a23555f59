"""Whether a cost formula can be computed: asked of the formula language, line by line.

The language brings the whole engine along, so it is read when a formula is, not when the house starts.
"""

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.rules.validity import need

PROBLEMS_SAID = 5


def formula_problems(text: str) -> tuple[str, ...]:
    """Return what is wrong with a formula in the formula language, each with its line and column."""
    from mutual.formulas import check

    return tuple(str(problem) for problem in check(text))


def formula_words(text: str) -> tuple[str, ...]:
    """Return in plain words what a sound formula says; nothing for one that is not sound."""
    from mutual.formulas import FormulaError, explained, parse

    try:
        rules = explained(parse(text)).splitlines()
        return tuple(rule.removeprefix("- ") for rule in rules if rule.startswith("- "))
    except FormulaError:
        return ()


def check_formula(text: str) -> None:
    """Refuse a formula that is said to be in the formula language and cannot be read, with every place."""
    need(text, _("Write the formula, or say that it is not in the formula language."), "cost_formula")
    problems = formula_problems(text)
    if not problems:
        return
    said = " ".join(_capital(problem) for problem in problems[:PROBLEMS_SAID])
    more = len(problems) - PROBLEMS_SAID
    rest = _(" And %(count)d more.") % {"count": more} if more > 0 else ""
    advice = _("Mend it, or say that it is not in the formula language: then it is kept as text.")
    raise Refusal(f"{said}{rest} {advice}", field="cost_formula")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
