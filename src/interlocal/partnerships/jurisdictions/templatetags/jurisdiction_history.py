"""What the audit's entries about a jurisdiction say in plain words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.models import Measure, MembershipRole
from interlocal.partnerships.jurisdictions.templatetags.figures import figure

register = template.Library()

_DEEDS: dict[str, str | Promise] = {
    "jurisdictions.add_jurisdiction": _("Added to the partnership's records"),
    "jurisdictions.record_figure": _("Recorded a figure"),
    "jurisdictions.begin_membership": _("Began the membership"),
    "jurisdictions.correct_membership": _("Corrected the membership"),
    "jurisdictions.end_membership": _("Ended the membership"),
    "jurisdictions.name_representative": _("Named a representative"),
    "jurisdictions.name_substitute": _("Named a substitute"),
    "jurisdictions.end_representation": _("Ended a representation"),
}


@register.filter
def deed(action: str) -> str | Promise:
    """Return what an action's name says to a reader."""
    return _DEEDS.get(action, action)


@register.filter
def particulars(values: Mapping[str, Any]) -> str:
    """Return what an entry was about, in one line; empty when the deed says all."""
    words: list[object] = []
    if "measure" in values:
        words = [_label(Measure, values["measure"]), values.get("year"), figure(Decimal(values["value"]))]
    elif "role" in values:
        words = [
            _label(MembershipRole, values["role"]),
            _day(values.get("starts_on") or values.get("ends_on")),
        ]
    elif "office" in values:
        words = [values["office"], _day(values.get("starts_on"))]
    return ", ".join(str(word) for word in words if word)


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text)) if text else ""


def _label(choices: type[Measure] | type[MembershipRole], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
