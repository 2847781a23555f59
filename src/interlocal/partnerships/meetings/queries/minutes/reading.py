"""Versions of minutes as people may read them, and what is public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.drafting import Block, read_blocks, shown
from interlocal.partnerships.meetings.models import AgendaItem, Meeting, Minutes, MinutesState
from interlocal.partnerships.meetings.queries.reading import own_seats


@dataclass(frozen=True, kw_only=True)
class PublishedMinutes:
    """Approved minutes as everybody may read them: text alone, nothing of a closed session."""

    meeting: Meeting
    version: int
    approved_at: datetime
    published_at: datetime
    row: Minutes

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """What they say: read when it is asked for, for lists name the minutes of many meetings."""
        return shown(read_blocks(self.row.blocks), with_closed=False)


def may_read_closed(user: User, meeting: Meeting, on: date) -> bool:
    """May they read what was recorded in a closed session? Who sits on the body, and who keeps its record."""
    seats = own_seats(user, meeting.body, on)
    return bool(seats) or rules.may_record(user, seats)


def minutes_of(meeting: Meeting) -> QuerySet[Minutes]:
    """Return the versions of a meeting's minutes, the latest first."""
    rows = Minutes.objects.filter(meeting=meeting).order_by("-version")
    return rows.select_related("changed_by", "approving_motion__meeting")


def version_of(meeting: Meeting, number: int) -> Minutes:
    """Return one version, or raise ``Http404``."""
    return get_object_or_404(minutes_of(meeting), version=number)


def minutes_to_approve(meeting: Meeting, item: AgendaItem | None = None) -> QuerySet[Minutes]:
    """Return the proposed minutes of the body's earlier meetings, or of the one that ``item`` names."""
    rows = Minutes.objects.filter(
        meeting__body_id=meeting.body_id,
        state=MinutesState.PROPOSED,
        meeting__starts_at__lt=meeting.starts_at,
    )
    if item is not None and item.subject_kind == "meetings.meeting" and item.subject_id:
        rows = rows.filter(meeting__public_id=item.subject_id)
    return rows.select_related("meeting__body").order_by("meeting__starts_at")


def published_minutes(meetings: Iterable[Meeting]) -> dict[int, PublishedMinutes]:
    """Return the published minutes of those ``meetings`` that have any, by primary key; asks once."""
    latest: dict[int, PublishedMinutes] = {}
    rows = Minutes.objects.filter(
        Q(state=MinutesState.APPROVED) | Q(state=MinutesState.SUPERSEDED),
        meeting__in=[row.pk for row in meetings],
        published_at__isnull=False,
        approved_at__isnull=False,
    )
    for row in rows.select_related("meeting__body").defer("blocks").order_by("version"):
        assert row.approved_at is not None
        assert row.published_at is not None
        latest[row.meeting_id] = PublishedMinutes(
            meeting=row.meeting,
            version=row.version,
            approved_at=row.approved_at,
            published_at=row.published_at,
            row=row,
        )
    return latest


def published_minutes_of(meeting: Meeting) -> PublishedMinutes | None:
    """Return the latest published minutes of ``meeting`` as everybody may read them, or ``None``."""
    return published_minutes([meeting]).get(meeting.pk)
