"""Notes that people type while they meet. A note is never changed: a correction is a row of its own."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session.holding import held, keyed
from interlocal.partnerships.meetings.models import AgendaItem, Meeting, RecordNote

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def add_note(
    *,
    by: "User | None",
    meeting: Meeting,
    text: str,
    item: AgendaItem | None = None,
    key: str,
    now: datetime,
) -> RecordNote:
    """Add a note about ``item``, or about the meeting; one made in a closed session is for those who may."""
    with act(by=by, action="meetings.add_note", now=now, subject=meeting) as added:
        floor = held(meeting, now)
        if (known := RecordNote.objects.filter(key=keyed(meeting, key)).first()) is not None:
            return known
        rules.refuse_empty(text, _("Write the note."), "text")
        if floor.closed is not None and floor.closed.item_id != (item.pk if item else None):
            raise Refusal(
                _("The session is closed: a note is about that item alone (%(section)s).")
                % {"section": floor.law.only_that_business.section},
                field="item",
            )
        note = RecordNote(
            meeting=floor.meeting,
            item=item,
            text=text.strip(),
            at=now,
            by=by,
            is_closed=floor.closed is not None,
            key=keyed(meeting, key),
            created_at=now,
        )
        note.save(force_insert=True)
        added.record(note=note.public_id)
    return note


def correct_note(*, by: "User | None", note: RecordNote, text: str, now: datetime) -> RecordNote:
    """Put other words in a note's place.

    It stays on record; somebody else's correction is not overwritten.
    """
    with act(by=by, action="meetings.correct_note", now=now, subject=note.meeting, note=note.public_id):
        held(note.meeting, now)
        later = RecordNote.objects.filter(corrects=note).first()
        if later is not None:
            if later.text == text.strip():
                return later
            raise Refusal(
                _("Somebody has corrected this note meanwhile: “%(text)s”. Correct that one.")
                % {"text": later.text},
                field="text",
            )
        rules.refuse_empty(text, _("Write what the note should say."), "text")
        corrected = RecordNote(
            meeting=note.meeting,
            item=note.item,
            text=text.strip(),
            at=note.at,
            by=by,
            corrects=note,
            is_closed=note.is_closed,
            key=keyed(note.meeting, f"correct:{note.public_id}"),
            created_at=now,
        )
        corrected.save(force_insert=True)
    return corrected
