"""What a notice must say, and when it must be posted."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import Key, Law
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingState,
    Notice,
    NoticeKind,
)


def owes_notice(meeting: Meeting) -> bool:
    """Whether the law asks for a notice: of formal bodies, unless counsel has ruled that it does not."""
    return meeting.body.is_formal and meeting.body.is_treated_as_public


def wording_of(meeting: Meeting, items: Iterable[AgendaItem]) -> dict[str, Any]:
    """What a notice says, as plain values that are frozen with it.

    The law asks for time, date, place, tentative agenda and how to observe, and for the ground of each
    closed session.
    """
    return {
        "title": meeting.title,
        "body": meeting.body.name,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat(),
        "time_zone": meeting.body.time_zone,
        "place": meeting.place,
        "mode": meeting.mode,
        "how_to_observe": meeting.how_to_observe,
        "items": [
            {
                "position": item.position,
                "kind": item.kind,
                "title": item.title,
                "planned_at": item.planned_at.isoformat("minutes") if item.planned_at else "",
                "grounds": item.grounds,
            }
            for item in items
        ],
    }


def differs(notice: Notice, wording: dict[str, Any]) -> bool:
    """Whether what would be said now is not what the notice said."""
    return notice.kind != NoticeKind.CANCELLED and notice.says != wording


def refuse_notice(meeting: Meeting, *, has_items: bool, law: Law) -> None:
    """A notice tells of a meeting ahead, with its tentative agenda."""
    if meeting.state in {MeetingState.OPEN, MeetingState.ADJOURNED}:
        raise Refusal(_("This meeting has begun. A notice is posted before it."))
    if meeting.state != MeetingState.CANCELLED and not has_items:
        raise Refusal(
            _("The agenda is empty. Add an item first: a notice carries the tentative agenda%(section)s.")
            % {"section": law.cited(Key.NOTICE_CONTENT)}
        )


def refuse_posting(
    *,
    posted_at: datetime,
    starts_at: datetime,
    now: datetime,
    last: Notice | None,
    is_cancelled: bool,
    law: Law,
) -> None:
    """A posting is recorded after it was made, in the order of the notices."""
    if posted_at > now:
        raise Refusal(_("That moment lies ahead. Record the posting once it is up."), field="posted_on")
    if posted_at >= starts_at and not is_cancelled:
        raise Refusal(
            _("That is after the meeting began%(section)s.") % {"section": law.cited(Key.NOTICE_HOURS)},
            field="posted_on",
        )
    if last is not None and posted_at < last.posted_at:
        raise Refusal(_("The notice before this one was posted later than that."), field="posted_on")


def refuse_short_without_cause(cause: str, *, is_late: bool, late_words: str, law: Law) -> None:
    """Less notice than the rule asks needs good cause, which the minutes state."""
    if is_late and not cause.strip():
        raise Refusal(
            _(
                "%(late)s State the good cause that made that impossible or impractical; it goes into the "
                "minutes%(section)s."
            )
            % {"late": late_words, "section": law.cited(Key.SHORT_NOTICE)},
            field="cause",
        )


def refuse_closed_without_ground(items: Iterable[AgendaItem], law: Law) -> None:
    """The notice of a closed session names the ground."""
    for item in items:
        if item.kind == ItemKind.CLOSED and not item.grounds:
            raise Refusal(
                _("“%(title)s” is a closed session without the exception that allows it%(section)s.")
                % {"title": item.title, "section": law.cited(Key.CLOSING_NOTICE)}
            )
