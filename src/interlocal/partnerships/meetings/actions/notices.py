"""Posting notices."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.foundation.files.public import store_upload
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions import duties
from interlocal.partnerships.meetings.events import NoticePosted
from interlocal.partnerships.meetings.models import ItemState, Meeting, MeetingState, Notice, NoticeKind
from interlocal.partnerships.meetings.notice import Reckoning
from interlocal.partnerships.meetings.queries.clock import reckoning_for
from interlocal.partnerships.meetings.queries.law import law_for

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def post_notice(
    *,
    by: "User | None",
    meeting: Meeting,
    posted_at: datetime,
    place: str,
    cause: str = "",
    evidence_note: str = "",
    evidence: "File[bytes] | None" = None,
    now: datetime,
) -> Notice:
    """Record that the notice of ``meeting`` was posted: what it said is frozen, and the duty is done.

    The first is the notice, later ones are amended notices, and that of a cancelled meeting says so. Raises
    ``Refusal`` for an empty agenda, a closed session without its exception, a posting in the wrong order or
    ahead, and one that is late without a stated cause.
    """
    with act(by=by, action="meetings.post_notice", now=now, subject=meeting, posted_at=posted_at) as posted:
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("body__facility")
            .get(pk=meeting.pk)
        )
        notice = _prepared(meeting, posted_at, cause, now)
        notice.place, notice.posted_by, notice.evidence_note = place.strip(), by, evidence_note.strip()
        if evidence is not None:
            notice.evidence_file = store_upload(by=by, upload=evidence, now=now, purpose="meetings.notice")
        notice.save(force_insert=True)
        if meeting.state == MeetingState.SCHEDULED:
            meeting.state = MeetingState.NOTICED
        meeting.agenda_published_at = meeting.agenda_published_at or now
        meeting.save(update_fields=["state", "agenda_published_at"])
        duties.settle_notice(by=by, notice=notice, now=now)
        posted.record(number=notice.number, kind=notice.kind, is_short=notice.is_short)
        about = duties.about(meeting)
        posted.announce(NoticePosted(**about, number=notice.number, kind=notice.kind))
    return notice


def _prepared(meeting: Meeting, posted_at: datetime, cause: str, now: datetime) -> Notice:
    items, law = list(meeting.items.exclude(state=ItemState.REMOVED)), law_for(meeting.body)
    last = meeting.notices.order_by("-number").first()
    is_cancelled = meeting.state == MeetingState.CANCELLED
    rules.refuse_notice(meeting, has_items=bool(items), law=law)
    rules.refuse_closed_without_ground(items, law)
    rules.refuse_posting(
        posted_at=posted_at,
        starts_at=meeting.starts_at,
        now=now,
        last=last,
        is_cancelled=is_cancelled,
        law=law,
    )
    reckoning = reckoning_for(meeting)
    is_late = not is_cancelled and not reckoning.judge(posted_at).is_in_time
    late = _("The rule (%(rule)s) asked for it earlier.") % {"rule": reckoning.deciding}
    rules.refuse_short_without_cause(cause, is_late=is_late, late_words=late, law=law)
    first_or_amended = NoticeKind.AMENDED if last else NoticeKind.MEETING
    return Notice(
        meeting=meeting,
        number=last.number + 1 if last else 1,
        kind=NoticeKind.CANCELLED if is_cancelled else first_or_amended,
        posted_at=posted_at,
        says=rules.wording_of(meeting, items),
        reckoning=_kept(reckoning),
        due_at=reckoning.due_at,
        is_short=is_late,
        cause=cause.strip() if is_late else "",
        created_at=now,
    )


def _kept(reckoning: Reckoning) -> dict[str, Any]:
    return {
        "rule": reckoning.deciding,
        "due_at": reckoning.due_at.isoformat(),
        "hours": reckoning.rule.hours,
        "closed": [[one.day.isoformat(), one.closed_for] for one in reckoning.stretches if one.closed_for],
    }
