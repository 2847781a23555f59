"""Actions that meetings assigned, and those of earlier meetings that are still open."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import ref_to
from interlocal.partnerships.commitments.public import Commitment, commitments_for
from interlocal.partnerships.meetings.models import Meeting
from interlocal.partnerships.meetings.queries.minutes.record import ACTIONS

_KIND = "meetings.meeting"


def actions_of(user: User, meeting: Meeting, today: date) -> QuerySet[Commitment]:
    """Return the actions that ``meeting`` assigned, of those that ``user`` may read, with their state."""
    ref = ref_to(meeting)
    rows = commitments_for(user).filter(
        source_kind=ref.kind, source_id=ref.public_id, key__startswith=ACTIONS
    )
    return rows.with_state(today).order_by("due_on", "pk")


def open_actions_before(user: User, meeting: Meeting, today: date) -> Sequence[Commitment]:
    """Return what earlier meetings of the series assigned and is still owed; what is closed drops out.

    A meeting outside a series follows all earlier meetings of its body.
    """
    earlier = Meeting.objects.filter(body=meeting.body_id, starts_at__lt=meeting.starts_at)
    if meeting.series_id is not None:
        earlier = earlier.filter(series=meeting.series_id)
    rows = commitments_for(user).still_owed()
    rows = rows.filter(source_kind=_KIND, source_id__in=earlier.values("public_id"), key__startswith=ACTIONS)
    return list(rows.with_state(today).order_by("due_on", "pk"))
