"""Meetings in words: quorum, shares, grounds, and what was done."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interlocal.partnerships.meetings.grounds import grounds_in_words
from interlocal.partnerships.meetings.models import Body, BodyThreshold, MotionKind, QuorumKind
from interlocal.web import dates

register = template.Library()

_DEEDS = {
    "meetings.add_body": gettext_lazy("Added the body"),
    "meetings.change_body": gettext_lazy("Changed the rules"),
    "meetings.set_threshold": gettext_lazy("Set the share that a motion needs"),
    "meetings.add_local_rule": gettext_lazy("Added a local rule"),
    "meetings.end_local_rule": gettext_lazy("Ended a local rule"),
    "meetings.seat_member": gettext_lazy("Gave a seat"),
    "meetings.name_substitute": gettext_lazy("Named a substitute"),
    "meetings.end_seat": gettext_lazy("Ended a seat"),
    "meetings.schedule": gettext_lazy("Set up the meeting"),
    "meetings.change": gettext_lazy("Changed time or place"),
    "meetings.cancel": gettext_lazy("Cancelled the meeting"),
    "meetings.add_item": gettext_lazy("Added an item"),
    "meetings.change_item": gettext_lazy("Changed an item"),
    "meetings.move_item": gettext_lazy("Moved an item"),
    "meetings.remove_item": gettext_lazy("Took an item off the agenda"),
    "meetings.add_paper": gettext_lazy("Added a paper"),
    "meetings.remove_paper": gettext_lazy("Took a paper off"),
    "meetings.post_notice": gettext_lazy("Posted a notice"),
}


@register.filter
def deed(action: str) -> str:
    """Return what an entry of the audit says was done; an action without words is shown by its name."""
    return str(_DEEDS.get(action) or action.removeprefix("meetings.").replace("_", " ").capitalize())


@register.filter
def quorum_words(body: Body) -> str:
    """Return ``"4 members"`` or what the rule says."""
    if body.quorum_kind == QuorumKind.NUMBER:
        return ngettext("%(number)d member", "%(number)d members", body.quorum_number or 0) % {
            "number": body.quorum_number
        }
    if body.quorum_kind == QuorumKind.FRACTION:
        return _("%(parts)s of %(whole)s of the seats") % {
            "parts": body.quorum_numerator,
            "whole": body.quorum_denominator,
        }
    return _("More than half of the seats")


@register.filter
def share_words(threshold: BodyThreshold) -> str:
    """Return ``"Adjourn: more than 1 of 2 of those present"``."""
    which = MotionKind(threshold.motion_kind).label if threshold.motion_kind else _("Every other motion")
    how = _("more than") if threshold.is_strict else _("at least")
    return _("%(which)s: %(how)s %(parts)s of %(whole)s %(basis)s") % {
        "which": which,
        "how": how,
        "parts": threshold.numerator,
        "whole": threshold.denominator,
        "basis": threshold.get_basis_display(),
    }


@register.filter
def ground_words(codes: list[str]) -> str:
    """Return the sections that a closed session cites, in words."""
    return grounds_in_words(codes)


@register.filter
def weekday_words(numbers: list[int]) -> str:
    """Return ``"Monday, Tuesday"`` for weekday numbers (Monday is 0)."""
    return ", ".join(str(WEEKDAYS[number]) for number in sorted(numbers))


@register.filter
def notice_time(says: dict[str, Any]) -> str:
    """Return the start that a notice names, as a moment where the body meets."""
    starts_at = datetime.fromisoformat(says["starts_at"])
    with timezone.override(ZoneInfo(says["time_zone"])):
        return dates.spoken(starts_at)
