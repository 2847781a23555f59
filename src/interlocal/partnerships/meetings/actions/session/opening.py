"""The beginning and the end of a meeting, and who presides."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions import duties
from interlocal.partnerships.meetings.actions.session.attendance import record_attendance
from interlocal.partnerships.meetings.actions.session.holding import held, locked
from interlocal.partnerships.meetings.events import MeetingAdjourned, MeetingOpened
from interlocal.partnerships.meetings.models import (
    AttendanceKind,
    BodyMember,
    ItemState,
    Meeting,
    MeetingState,
    Motion,
    MotionState,
)
from interlocal.partnerships.meetings.queries.law import law_for

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def call_to_order(
    *,
    by: "User | None",
    meeting: Meeting,
    presiding: BodyMember | None = None,
    present: Collection[BodyMember] = (),
    remote: Collection[BodyMember] = (),
    at: datetime | None = None,
    key: str,
    now: datetime,
) -> Meeting:
    """Begin a meeting ``at`` (now, when not said) with those who are there; beginning it twice is once.

    A formal body names who presides, among those present. It may begin without a quorum, to adjourn.
    """
    at = at or now
    with act(by=by, action="meetings.call_to_order", now=now, subject=meeting, at=at) as opened:
        meeting = locked(meeting)
        if meeting.state == MeetingState.OPEN:
            return meeting
        rules.refuse_opening(meeting, at, now, law_for(meeting.body))
        here = {member.pk: member for member in (*present, *remote)}
        if meeting.body.is_formal and (presiding is None or presiding.pk not in here):
            raise Refusal(_("Choose who presides, among those who are present."), field="presiding")
        meeting.state, meeting.opened_at, meeting.presiding = MeetingState.OPEN, at, presiding
        meeting.save(update_fields=["state", "opened_at", "presiding"])
        away = {member.pk for member in remote}
        for is_remote in (False, True):
            record_attendance(
                by=by,
                meeting=meeting,
                members=[row for row in here.values() if (row.pk in away) is is_remote],
                kind=AttendanceKind.ARRIVE,
                at=at,
                is_remote=is_remote,
                key=key,
                now=now,
            )
        opened.record(present=len(here))
        opened.announce(MeetingOpened(**duties.about(meeting)))
    return meeting


def hand_over_chair(*, by: "User | None", meeting: Meeting, to: BodyMember, now: datetime) -> Meeting:
    """Let somebody else who is present preside from now on."""
    with act(by=by, action="meetings.hand_over_chair", now=now, subject=meeting, to=to.public_id):
        floor = held(meeting, now)
        if to.pk not in floor.presence.people:
            raise Refusal(_("Only somebody who is present can preside."), field="to")
        floor.meeting.presiding = to
        floor.meeting.save(update_fields=["presiding"])
    return floor.meeting


def return_to_open_session(*, by: "User | None", meeting: Meeting, now: datetime) -> Meeting:
    """Let the public in again. Motions made in the closed session must be decided or withdrawn first."""
    with act(by=by, action="meetings.return_to_open_session", now=now, subject=meeting):
        floor = held(meeting, now)
        if floor.closed is None:
            return floor.meeting
        if any(motion.is_closed for motion in floor.open_motions):
            raise Refusal(_("Decide or withdraw the motion that was made in the closed session first."))
        floor.closed.ended_at = now
        floor.closed.save(update_fields=["ended_at"])
    return floor.meeting


def adjourn(*, by: "User | None", meeting: Meeting, now: datetime) -> Meeting:
    """End a meeting that has nothing left before it; ending it twice is once."""
    with act(by=by, action="meetings.adjourn", now=now, subject=meeting) as done:
        row = locked(meeting)
        if row.state == MeetingState.ADJOURNED:
            return row
        floor = held(meeting, now)
        if floor.motion is not None:
            raise Refusal(
                _("A motion is before the body: decide it, or move to adjourn (RONR (12th ed.) § 21).")
            )
        if floor.closed is not None:
            raise Refusal(
                _("Return to the open session first (%(section)s).")
                % {"section": floor.law.only_that_business.section}
            )
        end_meeting(floor.meeting, now)
        done.announce(MeetingAdjourned(**duties.about(floor.meeting)))
    return floor.meeting


def end_meeting(meeting: Meeting, now: datetime) -> None:
    """Write that a meeting has ended: what is before it is put off with its item, the rest is dealt with."""
    pending = Motion.objects.filter(meeting=meeting, state__in=rules.PENDING)
    in_hand = meeting.items.filter(state=ItemState.OPEN)
    in_hand.filter(pk__in=pending.values("item")).update(state=ItemState.POSTPONED, ended_at=now)
    in_hand.update(state=ItemState.DONE, ended_at=now)
    pending.update(state=MotionState.TABLED)
    meeting.opened_at = meeting.opened_at or now
    meeting.state, meeting.adjourned_at = MeetingState.ADJOURNED, now
    meeting.save(update_fields=["state", "opened_at", "adjourned_at"])
