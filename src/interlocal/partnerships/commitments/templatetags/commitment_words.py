"""Words for what the audit and the mails name by code."""

from datetime import date

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

_ACTS = {
    "commitments.open": _("Opened"),
    "commitments.close": _("Recorded as done"),
    "commitments.review": _("Review recorded"),
    "commitments.withdraw": _("Withdrawn"),
    "commitments.reopen": _("Reopened"),
    "commitments.assign": _("Owner changed"),
    "commitments.move_date": _("Date moved"),
    "commitments.comment": _("Comment added"),
    "commitments.hours": _("Hours recorded"),
    "commitments.send_link": _("Owner told by mail"),
    "commitments.use_link": _("Answered from the mail"),
    "commitments.renew_link": _("New link asked for"),
    "commitments.remind": _("Reminder due"),
    "commitments.start_procedure": _("Procedure started"),
    "commitments.skip_step": _("Step skipped"),
    "commitments.resume_step": _("Step taken up again"),
    "commitments.move_target": _("Target date set"),
}


@register.filter
def act_words(action: str) -> str | Promise:
    """Return what an action's name says to a reader."""
    return _ACTS.get(action, action)


@register.filter
def day(text: str) -> date | None:
    """Read a day that JSON carried as text; ``None`` for nothing."""
    return date.fromisoformat(text) if text else None
