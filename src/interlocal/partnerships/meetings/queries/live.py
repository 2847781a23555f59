"""What was recorded last in a running meeting."""

from collections.abc import Sequence

from interlocal.partnerships.meetings.models import AttendanceEvent, Meeting, RecordNote
from interlocal.partnerships.meetings.queries.floor import Floor


def notes_of(meeting: Meeting) -> list[RecordNote]:
    """Return every note of ``meeting`` in the order typed, those that a later row corrects too."""
    rows = RecordNote.objects.filter(meeting=meeting)
    return list(rows.select_related("item", "by").order_by("at", "pk"))


def standing(notes: Sequence[RecordNote]) -> list[RecordNote]:
    """Return those of a meeting's ``notes`` that no later one corrects."""
    corrected = {note.corrects_id for note in notes}
    return [note for note in notes if note.pk not in corrected]


def latest_attendance(floor: Floor, count: int) -> list[AttendanceEvent]:
    """Return the last rows that stand of who came and went, the latest first, each with its ``item``."""
    void = {row.annuls_id for row in floor.events if row.annuls_id}
    items = {item.pk: item for item in floor.items}
    rows = [row for row in floor.events if row.annuls_id is None and row.pk not in void][-count:]
    for row in rows:
        row.member = floor.members[row.member_id]
        if row.item_id in items:
            row.item = items[row.item_id]
    return list(reversed(rows))
