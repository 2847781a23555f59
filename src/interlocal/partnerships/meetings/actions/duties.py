"""What a meeting makes somebody owe: its notice. Owed by the city that keeps the body, if one is named."""

from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import ref_to
from interlocal.kernel.periods import in_force
from interlocal.partnerships.commitments.public import (
    Commitment,
    close_commitment,
    move_due_date,
    open_commitment,
    withdraw_commitment,
)
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import BodyMember, Meeting, Notice, Office
from interlocal.partnerships.meetings.queries.clock import reckoning_for

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


class About(TypedDict):
    """The fields that every event about a meeting has."""

    meeting: str
    body: str
    sequence: int


def about(meeting: Meeting) -> About:
    """The fields that every event about a meeting has."""
    return {
        "meeting": meeting.public_id,
        "body": meeting.body.public_id,
        "sequence": meeting.calendar_sequence,
    }


def owe_notice(
    *, by: "User | None", meeting: Meeting, now: datetime, again: bool = False
) -> Commitment | None:
    """Open the duty to post the notice, where the body owes one and it is known who keeps the body.

    ``again`` opens another for the amended notice of a meeting that was changed after the first.
    """
    if not rules.owes_notice(meeting):
        return None
    keeper = _keeper(meeting, timezone.localdate(now))
    host = meeting.body.host or (keeper.jurisdiction if keeper else None)
    if host is None:
        return None
    reckoning = reckoning_for(meeting)
    title = _("Post the amended notice: %(meeting)s") if again else _("Post the notice: %(meeting)s")
    return open_commitment(
        by=by,
        title=title % {"meeting": meeting.title[:150]},
        owed_by=host,
        key=f"{_key(meeting)}:{meeting.calendar_sequence}",
        now=now,
        source=ref_to(meeting),
        owner=keeper.user if keeper and keeper.user and keeper.user.is_active else None,
        due_on=due_day(meeting, reckoning.due_at),
        source_label=meeting.body.name,
        source_text=reckoning.deciding,
    )


def move_notice(*, by: "User | None", meeting: Meeting, now: datetime) -> None:
    """Move the duty's day with the meeting; a meeting moved after its notice was posted owes another."""
    duty = _open_duty(meeting)
    if duty is None:
        if meeting.notices.exists():
            owe_notice(by=by, meeting=meeting, now=now, again=True)
        return
    to_on = due_day(meeting, reckoning_for(meeting).due_at)
    if to_on == duty.due_on:
        return
    move_due_date(
        by=by,
        commitment=duty,
        to_on=to_on,
        reason=_("The meeting was changed."),
        now=now,
    )


def settle_notice(*, by: "User | None", notice: Notice, now: datetime) -> None:
    """Close the duty with the notice that was posted."""
    duty = _open_duty(notice.meeting)
    if duty is None:
        return
    close_commitment(
        by=by,
        commitment=duty,
        now=now,
        done_on=timezone.localdate(notice.posted_at),
        evidence_note=_("Notice %(number)s, posted: %(place)s")
        % {"number": notice.number, "place": notice.place},
        evidence_file=notice.evidence_file,
    )


def drop_notice(*, by: "User | None", meeting: Meeting, now: datetime) -> None:
    """Withdraw the duty of a meeting that does not take place."""
    if (duty := _open_duty(meeting)) is not None:
        withdraw_commitment(by=by, commitment=duty, reason=_("The meeting is cancelled."), now=now)


def due_day(meeting: Meeting, due_at: datetime) -> date:
    """The day, where the body meets, on which the latest moment to post lies."""
    return due_at.astimezone(rules.zone_of(meeting.body)).date()


def _open_duty(meeting: Meeting) -> Commitment | None:
    return Commitment.objects.filter(key__startswith=_key(meeting), outcome="").first()


def _key(meeting: Meeting) -> str:
    return f"meetings:notice:{meeting.public_id}"


def _keeper(meeting: Meeting, on: date) -> BodyMember | None:
    """Who keeps the body's papers: its secretary, or else its chair."""
    seats = BodyMember.objects.filter(
        in_force(on), body=meeting.body, office__in=(Office.SECRETARY, Office.CHAIR), substitute_for=None
    ).select_related("user", "jurisdiction")
    by_office = {seat.office: seat for seat in seats}
    return by_office.get(Office.SECRETARY) or by_office.get(Office.CHAIR)
