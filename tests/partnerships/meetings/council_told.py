"""What a council's table tells, in few words. Synthetic: no such meeting or vote exists."""

from datetime import date

from interlocal.partnerships.meetings.imports import ReadItem, ReadMeeting, ReadVote
from interlocal.partnerships.meetings.models import CouncilItem, ImportSource

DAY = date(2026, 3, 10)


def item(source_id, *votes, title="Hotline", **more):
    """One item; ``votes`` are ``("Member A", "yea")``."""
    return ReadItem(
        source_id=source_id,
        number=more.pop("number", ""),
        title=title,
        votes=tuple(ReadVote(*vote) for vote in votes),
        **more,
    )


def meeting(*items, source_id="m1", body="City Council", **more):
    """One meeting on a Tuesday."""
    return ReadMeeting(source_id=source_id, body=body, on=more.pop("on", DAY), items=items, **more)


def record_of(city, source=ImportSource.CSV):
    """All that is on record of a city's council now: meetings with items with votes, as plain values."""
    found = {}
    rows = CouncilItem.objects.filter(
        meeting__jurisdiction=city, meeting__source=source, replaced_by=None
    ).order_by("meeting__source_id", "position", "pk")
    for row in rows.select_related("meeting").prefetch_related("votes"):
        of_meeting = found.setdefault((row.meeting.source_id, row.meeting.body, row.meeting.on), {})
        assert row.source_id not in of_meeting, "an item is on record twice"
        votes = {vote.person: vote.choice for vote in row.votes.all()}
        of_meeting[row.source_id] = (row.title, row.result, votes)
    return found
