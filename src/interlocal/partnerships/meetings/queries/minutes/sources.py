"""The row of the record behind a block, as label and value."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from interlocal.partnerships.commitments.public import Commitment
from interlocal.partnerships.meetings.drafting import Block
from interlocal.partnerships.meetings.models import (
    AttendanceEvent,
    ClosedSession,
    Meeting,
    Motion,
    Notice,
    RecordNote,
    Vote,
)
from interlocal.web import dates

Pairs = Sequence[tuple[str, str]]


def source_of(meeting: Meeting, block: Block) -> Pairs:
    """Return what the record has for ``block``; nothing for a paragraph without a row of its own."""
    found = _SOURCES.get(block.source_kind)
    return found(meeting, block.source_id) if found else []


def _motion(meeting: Meeting, public_id: str) -> Pairs:
    rows = Motion.objects.filter(meeting=meeting, public_id=public_id).select_related(
        "mover__user", "mover__jurisdiction", "seconder__user", "seconder__jurisdiction"
    )
    if (motion := rows.first()) is None:
        return []
    votes = Vote.objects.filter(motion=motion, corrected_by=None).select_related(
        "member__user", "member__jurisdiction"
    )
    return [
        (_("Motion"), f"{motion.number}. {motion.text}"),
        (_("Mover"), str(motion.mover)),
        (_("Seconder"), str(motion.seconder or _("nobody"))),
        (_("Moved"), dates.spoken(motion.moved_at)),
        (_("State"), motion.get_state_display()),
        *((str(vote.member), vote.get_choice_display()) for vote in votes),
    ]


def _note(meeting: Meeting, public_id: str) -> Pairs:
    note = RecordNote.objects.filter(meeting=meeting, public_id=public_id).select_related("by").first()
    if note is None:
        return []
    earlier = note.corrects
    return [
        (_("Note"), note.text),
        (_("Typed by"), str(note.by or _("nobody"))),
        (_("At"), dates.spoken(note.at)),
        *([(_("Before it was corrected"), earlier.text)] if earlier else []),
    ]


def _attendance(meeting: Meeting, public_id: str) -> Pairs:
    rows = AttendanceEvent.objects.filter(meeting=meeting, public_id=public_id).select_related(
        "member__user", "member__jurisdiction", "item", "recorded_by"
    )
    if (event := rows.first()) is None:
        return []
    return [
        (_("Who"), str(event.member)),
        (_("What"), event.get_kind_display()),
        (_("At"), dates.spoken(event.at)),
        *([(_("Item"), event.item.title)] if event.item else []),
        (_("Recorded by"), str(event.recorded_by or _("The system"))),
    ]


def _notice(meeting: Meeting, public_id: str) -> Pairs:
    notice = Notice.objects.filter(meeting=meeting, public_id=public_id).first()
    if notice is None:
        return []
    return [
        (_("Notice"), str(notice)),
        (_("Posted"), dates.spoken(notice.posted_at)),
        (_("Where"), notice.place),
    ]


def _closed(meeting: Meeting, public_id: str) -> Pairs:
    session = ClosedSession.objects.filter(meeting=meeting, public_id=public_id).first()
    if session is None:
        return []
    return [
        (_("Sections cited"), str(session)),
        (_("Closed at"), dates.spoken(session.began_at)),
        (_("Open again at"), dates.spoken(session.ended_at) if session.ended_at else _("not yet")),
    ]


def _action(_meeting: Meeting, public_id: str) -> Pairs:
    action = Commitment.objects.filter(public_id=public_id).select_related("owner", "owed_by").first()
    if action is None:
        return []
    return [
        (_("Action"), action.title),
        (_("Owed by"), action.owed_by.name),
        (_("Who"), str(action.owner or _("nobody yet"))),
        (_("Due"), dates.spoken(action.due_on) if action.due_on else _("no day")),
    ]


_SOURCES: Mapping[str, Callable[[Meeting, str], Pairs]] = {
    "meetings.motion": _motion,
    "meetings.recordnote": _note,
    "meetings.attendanceevent": _attendance,
    "meetings.notice": _notice,
    "meetings.closedsession": _closed,
    "commitments.commitment": _action,
}
