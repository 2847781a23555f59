"""What the audit says of studies in plain words, and how figures are written on the pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from interlocal.costing.studies.models import Line
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
    "studies.answer_question": _lazy("Answered a question"),
}
_TELLING = ("line", "label", "city", "office", "reason")


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
