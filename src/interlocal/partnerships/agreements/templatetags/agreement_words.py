"""What the audit says of agreements in plain words, and small words of the pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from interlocal.partnerships.agreements.models import NoticeRule
from interlocal.partnerships.agreements.terms import Anchor, Unit
from interlocal.partnerships.commitments.public import State
from interlocal.web.dates import short

register = template.Library()

_DEEDS: dict[str, Promise] = {
    "agreements.add": _lazy("Put it on the register"),
    "agreements.correct": _lazy("Corrected the record"),
    "agreements.use_option": _lazy("Renewed the term by an option"),
    "agreements.end": _lazy("Ended it early"),
    "agreements.publish": _lazy("Published it for everybody"),
    "agreements.withdraw_from_public": _lazy("Took it off the public pages"),
    "agreements.write_clause": _lazy("Wrote a clause"),
    "agreements.strike_clause": _lazy("Struck a clause"),
    "agreements.set_notice_window": _lazy("Set a notice window"),
    "agreements.strike_notice_window": _lazy("Took out a notice window"),
    "agreements.set_cost_terms": _lazy("Took over the cost terms of a study"),
    "agreements.record_amount": _lazy("Recorded an annual amount"),
    "agreements.attach_document": _lazy("Attached a document"),
    "agreements.add_party": _lazy("Added a party"),
    "agreements.correct_party": _lazy("Corrected a party's days"),
    "agreements.record_signature": _lazy("Recorded a signature"),
    "agreements.link_instrument": _lazy("Linked an adopting instrument"),
    "agreements.begin_change": _lazy("Began it"),
    "agreements.set_effective_day": _lazy("Set the day on which it takes effect"),
    "agreements.call_off_change": _lazy("Called it off"),
    "agreements.hold_change": _lazy("Something stood in the way of entering it"),
    "agreements.enter_change": _lazy("Entered it"),
}
_TELLING = ("section", "title", "office", "reason", "because")
_DAYS = (
    "signed_on",
    "decided_on",
    "effective_on",
    "ended_on",
    "joined_on",
    "left_on",
    "starts_on",
    "ends_on",
)


@register.filter
def deed(action: str) -> str | Promise:
    """Return what an action's name says to a reader."""
    return _DEEDS.get(action, action)


@register.filter
def particulars(values: Mapping[str, Any]) -> str:
    """Return what an entry was about, in one line; empty when the deed says all."""
    words = [str(values[name]) for name in _TELLING if values.get(name)]
    words += [short(date.fromisoformat(values[name])) for name in _DAYS if values.get(name)]
    return ", ".join(words)


@register.filter
def in_words(rule: NoticeRule) -> str:
    """Return a notice window as a sentence would say it: ``60 days before the last day of the term``."""
    if rule.anchor == Anchor.ON_DATE and rule.on is not None:
        return _("by %(day)s") % {"day": short(rule.on)}
    unit = _("days") if rule.unit == Unit.DAYS else _("months")
    values = {"count": rule.count, "unit": unit}
    if rule.anchor == Anchor.ANY_TIME:
        return _("at any time, taking effect %(count)d %(unit)s later") % values
    return _("%(count)d %(unit)s before the last day of the term") % values


@register.filter
def at(found: Mapping[Any, Any], key: Any) -> Any:
    """Return what ``found`` holds for ``key``."""
    return found[key]


@register.filter
def state_words(state: str) -> str | Promise:
    """Return what the state of a commitment is called."""
    return State(state).label
