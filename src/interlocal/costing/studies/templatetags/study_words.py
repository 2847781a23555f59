"""What the audit says of studies in plain words, and how figures are written on the pages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from interlocal.costing.studies.models import AnswerKind, Line
from interlocal.costing.studies.rules import GROUPS
from interlocal.kernel.money import dollars

register = template.Library()

_DEEDS: dict[str, Promise] = {
    "studies.begin": _lazy("Began the study"),
    "studies.change": _lazy("Changed what it is about"),
    "studies.ask_city": _lazy("Asked a city for its baseline"),
    "studies.set_stand": _lazy("Changed a city's part"),
    "studies.take_out_city": _lazy("Took a city out"),
    "studies.add_line": _lazy("Added a line"),
    "studies.change_line": _lazy("Changed a line"),
    "studies.withdraw_line": _lazy("Took a line out"),
    "studies.fill": _lazy("Filled the sheet"),
    "studies.change_cell": _lazy("Entered a figure"),
    "studies.strike_cell": _lazy("Took a figure out"),
    "studies.freeze": _lazy("Signed the baseline"),
    "studies.begin_version": _lazy("Began a new version"),
    "studies.ask_about_cell": _lazy("Asked about a figure"),
    "studies.set_assumptions": _lazy("Changed what is taken for granted"),
    "studies.add_option": _lazy("Added an option"),
    "studies.change_option": _lazy("Changed an option"),
    "studies.put_part": _lazy("Put an amount"),
    "studies.put_exchange": _lazy("Put hours that are lent"),
    "studies.put_group_costs": _lazy("Filled a table of costs"),
    "studies.put_range": _lazy("Put a range"),
    "studies.put_tie": _lazy("Tied two figures in doubt"),
    "studies.put_share": _lazy("Put a way of sharing"),
    "studies.withdraw": _lazy("Took something out"),
    "studies.send_cost_clause": _lazy("Sent the cost clause to an agreement"),
    "studies.begin_run": _lazy("Asked for the draws"),
    "studies.finish_run": _lazy("The draws are done"),
    "studies.stop_run": _lazy("Stopped the draws"),
    "studies.answer_question": _lazy("Answered a question"),
    "studies.open_poll": _lazy("Asked the cities whether they would join"),
    "studies.answer_poll": _lazy("Answered for the city"),
    "studies.close_poll": _lazy("Closed the poll"),
    "studies.ask_for_sign_off": _lazy("Asked the cities to sign the result"),
    "studies.sign_result": _lazy("Signed the result"),
    "studies.decline_result": _lazy("Declined to sign the result"),
    "studies.end_sign_off": _lazy("Ended the sign-off"),
    "studies.say": _lazy("Commented"),
    "studies.change_remark": _lazy("Changed a comment"),
    "studies.withdraw_remark": _lazy("Withdrew a comment"),
    "studies.close_question": _lazy("Closed a question to a city"),
}
_TELLING = ("option", "line", "label", "city", "office", "reason")


@register.filter
def deed(action: str) -> str | Promise:
    """Return what an action's name says to a reader."""
    return _DEEDS.get(action, action)


@register.filter
def particulars(values: Mapping[str, Any]) -> str:
    """Return what an entry was about, in one line; empty when the deed says all."""
    return ", ".join(str(values[name]) for name in _TELLING if values.get(name))


@register.filter
def in_unit(hundredths: int | None, line: Line) -> str:
    """Return a figure with its unit: ``$41,200`` or ``2.5 people``."""
    if hundredths is None:
        return _("not given")
    if line.holds.is_money:
        return dollars(hundredths)
    number = f"{hundredths / 100:,.2f}".rstrip("0").rstrip(".")
    return f"{number} {line.unit}".strip()


@register.filter
def figure_of(hundredths: int | None, line: Line) -> str:
    """Return a figure without its unit, which stands beside the line's name; money has its sign."""
    if hundredths is None or line.holds.is_money:
        return in_unit(hundredths, line)
    return f"{hundredths / 100:,.2f}".rstrip("0").rstrip(".")


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    """Return what ``found`` holds for ``key``, if anything."""
    return found.get(key)


@register.filter
def plain(number: Decimal | None) -> str:
    """Return a number without zeros at its end: ``94`` or ``2.5``."""
    return "" if number is None else f"{number.normalize():,f}"


@register.filter
def less(cents: int) -> int:
    """Return an amount with its sign turned: what is lost where it says what is saved."""
    return -cents


@register.filter
def share_of(part: float, error: float) -> str:
    """Return a part of the variance in percent with how far it may be off: ``45 ± 6 %``."""
    return f"{max(part, 0) * 100:.0f} ± {error * 100:.0f} %"


@register.filter
def times_in_100(chance: float) -> str:
    """Return a chance as times in a hundred, never rounded to always or never."""
    if 0 < chance < 0.005:
        return "<1"
    if 0.995 < chance < 1:
        return ">99"
    return f"{chance * 100:.0f}"


@register.filter
def signed(cents: int | None) -> str:
    """Return a difference with its sign: ``+$1,200``, ``−$300``, and ``none`` where there is none."""
    if cents is None:
        return "–"
    if dollars(abs(cents)) == dollars(0):
        return _("none")
    return f"{'+' if cents > 0 else '−'}{dollars(abs(cents))}"


@register.filter
def answer_tag(kind: AnswerKind) -> str:
    """Return how a tag shows an answer."""
    return {
        AnswerKind.JOIN: "success",
        AnswerKind.IF: "info",
        AnswerKind.NO: "error",
        AnswerKind.NOT_YET: "neutral",
    }[kind]


@register.filter
def more_or_less(hundredths: int | None, line: Line) -> str:
    """Return a difference of figures with its sign: ``+$1,200`` or ``−2.5``; empty where there is none."""
    if hundredths is None:
        return ""
    return f"{'+' if hundredths > 0 else '−'}{figure_of(abs(hundredths), line)}"


@register.filter
def percent(number: Decimal | None) -> str:
    """Return a change in percent with its sign: ``+3.2 %``; empty where there is none."""
    if number is None:
        return ""
    return f"{'+' if number > 0 else '−'}{abs(number):,.1f} %"


@register.filter
def group_name(key: str) -> str | Promise:
    """Return what a group of entries of a study file is called."""
    return GROUPS.get(key, key)
