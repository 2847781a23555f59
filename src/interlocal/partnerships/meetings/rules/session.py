"""What may be recorded of a meeting, and when."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import Key, Law
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    ItemState,
    Meeting,
    MeetingState,
    Motion,
    MotionState,
)
from interlocal.partnerships.meetings.rules.notices import owes_notice
from interlocal.web import dates


def is_running(meeting: Meeting) -> bool:
    """Whether things can be recorded: it is in session, or is informal and neither over nor cancelled."""
    return meeting.state == MeetingState.OPEN or (not meeting.body.is_formal and not meeting.is_over)


def refuse_unopened(meeting: Meeting) -> None:
    """A record is kept from the call to order to the adjournment."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("This meeting is cancelled: nothing happens in it."))
    if meeting.state == MeetingState.ADJOURNED:
        raise Refusal(
            _("This meeting is adjourned. What is wrong in its record is corrected in the minutes.")
        )
    if not is_running(meeting):
        raise Refusal(_("The meeting has not been called to order yet."))


def refuse_opening(meeting: Meeting, at: datetime, now: datetime, law: Law) -> None:
    """A meeting begins once, and a public one not before the time that its notice gave."""
    if meeting.is_over:
        raise Refusal(_("This meeting is over or cancelled. It does not begin again."))
    if at > now:
        raise Refusal(_("That moment lies ahead."), field="at")
    if owes_notice(meeting) and at < meeting.starts_at:
        raise Refusal(
            _("The public was told %(when)s; it does not begin earlier%(section)s.")
            % {"when": dates.spoken(meeting.starts_at), "section": law.cited(Key.NOTICE_CONTENT)},
            field="at",
        )


def refuse_moment(meeting: Meeting, at: datetime, now: datetime) -> None:
    """What is recorded happened since the call to order."""
    if at > now:
        raise Refusal(_("That moment lies ahead."), field="at")
    if meeting.opened_at is not None and at < meeting.opened_at:
        raise Refusal(_("That is before the call to order."), field="at")


def refuse_unseconded(motion: Motion) -> None:
    """A motion is voted on after its second (RONR, 12th ed., § 4)."""
    if motion.state == MotionState.MOVED:
        raise Refusal(
            _("Nobody has seconded it yet. Record who seconds it (RONR (12th ed.) § 4)."), field="seconder"
        )


def refuse_out_of_turn(motion: Motion, *, is_next: bool) -> None:
    """Motions are decided from the last moved to the first: an amendment before what it amends."""
    if motion.state in {MotionState.PASSED, MotionState.FAILED}:
        raise Refusal(_("This motion is decided already: %(state)s.") % {"state": motion.get_state_display()})
    if motion.state in {MotionState.WITHDRAWN, MotionState.TABLED}:
        raise Refusal(_("This motion is no longer before the body."))
    if not is_next:
        raise Refusal(_("Another motion stands on this one. Decide that one first (RONR (12th ed.) § 5)."))


def refuse_unplanned(item: AgendaItem) -> None:
    """An item is taken up while it waits, also when it was put off earlier."""
    if item.state == ItemState.REMOVED:
        raise Refusal(_("This item was taken off the agenda."))


def refuse_empty(text: str, message: str, field: str) -> None:
    """Nothing is recorded without words."""
    if not text.strip():
        raise Refusal(message, field=field)
