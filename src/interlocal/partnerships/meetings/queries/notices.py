"""How a meeting stands with its notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404

from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import AgendaItem, Meeting, MeetingState, Notice
from interlocal.partnerships.meetings.notice import explain
from interlocal.partnerships.meetings.queries.clock import reckoning_for


@dataclass(frozen=True)
class Standing:
    """The notices posted (the latest first), by when the next is due, and why.

    ``is_needed`` is true while none was posted, ``differs`` when the latest no longer says what is planned.
    """

    notices: Sequence[Notice]
    due_at: datetime | None
    sentences: Sequence[str]
    is_needed: bool
    is_late: bool
    differs: bool
    short_section: str = ""


def notice_standing(meeting: Meeting, items: Sequence[AgendaItem], now: datetime) -> Standing | None:
    """Return how ``meeting`` stands with its notice, or ``None`` where the law asks for none."""
    if not rules.owes_notice(meeting):
        return None
    notices = list(meeting.notices.select_related("posted_by", "evidence_file").order_by("-number"))
    is_ahead = meeting.state in {MeetingState.SCHEDULED, MeetingState.NOTICED}
    differs = bool(notices) and is_ahead and rules.differs(notices[0], rules.wording_of(meeting, items))
    if not is_ahead:
        return Standing(notices, None, (), is_needed=False, is_late=False, differs=False)
    reckoning = reckoning_for(meeting)
    return Standing(
        notices,
        reckoning.due_at,
        explain(reckoning),
        is_needed=not notices,
        is_late=not notices and now > reckoning.due_at,
        differs=differs,
        short_section=f" ({reckoning.rule.short_section})" if reckoning.rule.short_section else "",
    )


def notice_of(meeting: Meeting, number: int) -> Notice:
    """Return one notice of ``meeting``, or raise ``Http404``."""
    return get_object_or_404(meeting.notices.select_related("posted_by", "evidence_file"), number=number)
