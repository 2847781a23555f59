"""What the audit's entries about instruments and statements say in plain words."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

_DEEDS: dict[str, Promise] = {
    "instruments.save_draft": _("Recorded from its text"),
    "instruments.record_instrument": _("Recorded from a register"),
    "instruments.correct_instrument": _("Corrected what is known of it"),
    "instruments.make_statement": _("Made the statement"),
    "instruments.correct_statement": _("Renamed the statement"),
    "instruments.publish_statement": _("Published it for everybody"),
    "instruments.withdraw_statement_from_public": _("Took it off the public pages"),
    "instruments.start_adoption": _("Started adoption"),
    "instruments.record_step": _("Recorded a step"),
    "instruments.undo_step": _("Took a step back"),
    "instruments.conclude_standing": _("Concluded how it stands"),
    "instruments.bring_back": _("Brought the council's text back"),
    "instruments.decide_deviation": _("Decided on a change of the text"),
    "instruments.ask_for_packets": _("Had packets made"),
    "instruments.make_packet": _("Made the council's packet"),
    "meetings.tie_council_item": _("Tied an item of the council's record to it"),
    "meetings.untie_council_item": _("Untied an item of the council's record"),
    "instruments.bring_template": _("Brought a Word template"),
    "instruments.retire_template": _("Put the Word template aside"),
    "instruments.end_instrument": _("Recorded its end"),
    "instruments.confirm_commitments": _("Confirmed commitments of a council"),
}


@register.filter
def deed(action: str) -> str | Promise:
    """Return what an action's name says to a reader."""
    return _DEEDS.get(action, action)
