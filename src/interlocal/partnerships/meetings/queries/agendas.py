"""Agendas: items in their order, each with its papers."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    ItemDocument,
    ItemKind,
    ItemState,
    Meeting,
    MeetingState,
)
from interlocal.partnerships.meetings.queries.reading import meeting_for, meeting_to_arrange, own_seats


def agenda_of(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return the items on the agenda in their order, each with its ``papers`` that were not taken off."""
    papers = ItemDocument.objects.filter(removed_at=None).select_related("file")
    rows = meeting.items.exclude(state=ItemState.REMOVED).select_related("proposer", "carried_from__meeting")
    return list(rows.prefetch_related(Prefetch("documents", queryset=papers, to_attr="papers")))


def left_over(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return what the body's last two meetings put off or did not reach, and no later agenda has.

    What neither took up has fallen: it can be moved anew (RONR, 12th ed., §§ 14, 17).
    """
    ended = Meeting.objects.filter(
        body=meeting.body_id, state=MeetingState.ADJOURNED, starts_at__lt=meeting.starts_at
    )
    last = list(ended.order_by("-starts_at").values_list("pk", flat=True)[:2])
    rows = AgendaItem.objects.filter(meeting__in=last, state__in=rules.LEFT_OVER, carried_to=None)
    rows = rows.exclude(kind=ItemKind.MINUTES).select_related("meeting__body")
    return list(rows.order_by("-meeting__starts_at", "position"))


def item_for(user: User, public_id: str, item_id: str, on: date) -> AgendaItem:
    """Return one item that ``user`` may read, or raise ``Http404``.

    What belongs to a closed session is there for those who sit on the body or keep its record.
    """
    meeting = meeting_for(user, public_id)
    item = get_object_or_404(_items(meeting), public_id=item_id)
    if item.kind == ItemKind.CLOSED:
        seats = own_seats(user, meeting.body, on)
        if not seats and not rules.may_record(user, seats):
            raise Http404
    return item


def item_to_arrange(user: User, public_id: str, item_id: str, on: date) -> AgendaItem:
    """Return one item of an agenda that ``user`` may change, or raise ``Http404``."""
    return get_object_or_404(_items(meeting_to_arrange(user, public_id, on)), public_id=item_id)


def paper_of(item: AgendaItem, public_id: str) -> ItemDocument:
    """Return one paper of ``item`` that was not taken off, or raise ``Http404``."""
    papers = item.documents.filter(removed_at=None).select_related("file", "item__meeting")
    return get_object_or_404(papers, public_id=public_id)


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.exclude(state=ItemState.REMOVED).select_related("meeting__body__facility")
