"""What was done to a cohort, in words of its page."""

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.programs.training.rules import Permission

register = template.Library()

_DEEDS: dict[str, str | Promise] = {
    "training.plan_cohort": _("Planned"),
    "training.change_cohort": _("Plan changed"),
    "training.open_cohort": _("Opened for applications"),
    "training.copy_cohort": _("Copied from an earlier cohort"),
    "training.cancel_cohort": _("Called off"),
    "training.set_shares": _("Seats and shares set"),
    "training.withdraw_city": _("A city left"),
    "training.add_instructor": _("Instructor named"),
    "training.remove_instructor": _("Instructor taken off"),
    "training.bring_seats_up_to_date": _("Ended offers lapsed, free seats given"),
    "training.close_out": _("Closed out"),
}


@register.filter
def deed(action: str) -> str | Promise:
    """Name an action of the audit; one that the page has no words for is named as the audit names it."""
    return _DEEDS.get(action, action.partition(".")[2].replace("_", " ").capitalize())


@register.simple_tag(takes_context=True)
def may(context: Context, verb: str) -> bool:
    """May the reader do what the room's permission of this verb allows, anywhere?"""
    reader = context["request"].user
    return bool(reader.is_authenticated and reader.may(Permission(f"training.{verb}")))
