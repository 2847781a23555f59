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
)
from interlocal.partnerships.meetings.queries.reading import meeting_for, meeting_to_arrange, own_seats


def agenda_of(meeting: Meeting) -> Sequence[AgendaItem]:
    """Return the items on the agenda in their order, each with its ``papers`` that were not taken off."""
    papers = ItemDocument.objects.filter(removed_at=None).select_related("file")
    rows = meeting.items.exclude(state=ItemState.REMOVED).select_related("proposer")
    return list(rows.prefetch_related(Prefetch("documents", queryset=papers, to_attr="papers")))


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
