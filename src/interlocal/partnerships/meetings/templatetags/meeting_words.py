"""Meetings in words: quorum, shares, grounds, and what was done."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interlocal.partnerships.commitments.public import Commitment
from interlocal.partnerships.law.public import grounds_in_words
from interlocal.partnerships.meetings.models import (
    Body,
    BodyThreshold,
    Motion,
    MotionKind,
    QuorumKind,
    ThresholdBasis,
)
from interlocal.partnerships.meetings.queries.floor import Floor
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
    "meetings.call_to_order": gettext_lazy("Called the meeting to order"),
    "meetings.hand_over_chair": gettext_lazy("Handed over the chair"),
    "meetings.record_attendance": gettext_lazy("Recorded who came or went"),
    "meetings.annul_attendance": gettext_lazy("Annulled an attendance"),
    "meetings.take_up_item": gettext_lazy("Took up an item"),
    "meetings.close_item": gettext_lazy("Closed an item"),
    "meetings.pull_from_consent": gettext_lazy("Took an item out of consent"),
    "meetings.make_motion": gettext_lazy("Recorded a motion"),
    "meetings.second_motion": gettext_lazy("Recorded a second"),
    "meetings.withdraw_motion": gettext_lazy("Withdrew a motion"),
    "meetings.begin_roll_call": gettext_lazy("Called the roll"),
    "meetings.record_votes": gettext_lazy("Recorded votes"),
    "meetings.close_roll_call": gettext_lazy("Closed a roll call"),
    "meetings.decide": gettext_lazy("Recorded a decision without a roll call"),
    "meetings.correct_vote": gettext_lazy("Corrected a vote"),
    "meetings.return_to_open_session": gettext_lazy("Returned to the open session"),
    "meetings.adjourn": gettext_lazy("Adjourned the meeting"),
    "meetings.add_note": gettext_lazy("Added a note"),
    "meetings.correct_note": gettext_lazy("Corrected a note"),
    "meetings.assign_action": gettext_lazy("Assigned an action"),
    "meetings.draft_minutes": gettext_lazy("Drafted the minutes"),
    "meetings.correct_minutes": gettext_lazy("Corrected the minutes"),
    "meetings.add_paragraph": gettext_lazy("Added a paragraph to the minutes"),
    "meetings.propose_minutes": gettext_lazy("Proposed the minutes for approval"),
    "meetings.publish_minutes": gettext_lazy("Published the minutes"),
    "meetings.set_minute_texts": gettext_lazy("Changed the texts for minutes"),
    "meetings.send_calendar": gettext_lazy("Sent the meeting to calendars"),
    "meetings.bring_reply": gettext_lazy("Brought in an answer"),
    "meetings.make_feed": gettext_lazy("Made a calendar address"),
    "meetings.end_feed": gettext_lazy("Revoked a calendar address"),
    "meetings.ask_packet": gettext_lazy("Had the packet made"),
    "meetings.make_packet": gettext_lazy("Made the packet"),
    "meetings.bring_council_record": gettext_lazy("Brought it in"),
    "meetings.read_council_record": gettext_lazy("Read it from its source"),
    "meetings.save_council_record": gettext_lazy("Saved it"),
    "meetings.undo_council_record": gettext_lazy("Undid it"),
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
    return moment(says["starts_at"], says["time_zone"])


@register.filter
def member_name(member_id: int | None, floor: Floor) -> str:
    """Return the name and jurisdiction of a member of the meeting."""
    return str(floor.names.get(member_id, "")) if member_id else ""


@register.filter
def needed_words(motion: Motion, floor: Floor) -> str:
    """Return ``"needs more than 1/2 of those who vote yea or nay"``."""
    share = floor.share(motion.kind)
    how = _("more than") if share.is_strict else _("at least")
    said = _("needs %(how)s %(parts)s/%(whole)s %(basis)s") % {
        "how": how,
        "parts": share.numerator,
        "whole": share.denominator,
        "basis": ThresholdBasis(share.of.value).label,
    }
    return f"{said} ({share.section})" if share.section else str(said)


@register.filter
def tally_words(motion: Motion) -> str:
    """Return ``"4 yea, 1 nay"``, or how it was decided without a count."""
    tally = motion.tally
    if not tally:
        return ""
    if tally["how"] == "roll-call":
        return str(_("%(yea)s yea, %(nay)s nay, %(needed)s needed") % tally)
    return _("nobody objected") if tally["how"] == "unanimous" else _("by voice")


@register.filter
def anchor(key: str) -> str:
    """Return a block's key as it can stand in an element's id."""
    return key.replace(":", "-")


@register.filter
def action_words(action: Commitment) -> str:
    """Return who owes an action, by when, and from which meeting."""
    owner = action.owner.name if action.owner is not None else ""
    due = _("by %(day)s") % {"day": dates.spoken(action.due_on)} if action.due_on else ""
    who = ", ".join(part for part in (owner, action.owed_by.name) if part)
    return " · ".join(part for part in (who, due, action.source_label) if part)


@register.simple_tag
def moment(iso: str, zone: str) -> str:
    """Return a moment, given as ISO text, in words where the body meets."""
    with timezone.override(ZoneInfo(zone)):
        return dates.spoken(datetime.fromisoformat(iso))
