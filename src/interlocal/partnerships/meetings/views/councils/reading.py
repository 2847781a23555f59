"""Council records: the list, and one council's meeting with its items and votes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments.public import Instrument
from interlocal.partnerships.jurisdictions.public import jurisdictions_for
from interlocal.partnerships.meetings.forms import CouncilFilterForm
from interlocal.partnerships.meetings.models import CouncilItem, CouncilMeeting, ImportSource
from interlocal.partnerships.meetings.queries import councils as queries
from interlocal.partnerships.meetings.rules import Permission
from interlocal.web.filters import chips_of
from interlocal.web.public import csv_response

PAGE_SIZE = 50


class ItemRow(NamedTuple):
    """One item with the instruments that it is tied to, or the one that it reads like."""

    item: CouncilItem
    tied: Sequence[Instrument]
    likely: Instrument | None


@requires(Permission.READ)
@require_safe
def councils(request: SignedInRequest) -> HttpResponse:
    """List the councils' meetings, the latest first."""
    form = CouncilFilterForm(request.GET, cities=jurisdictions_for(request.user))
    rows = queries.council_meetings(request.user, form.cleaned_data if form.is_valid() else {})
    return render(
        request,
        "meetings/councils/list.html",
        {
            "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
            "form": form,
            "chips": chips_of(form, request),
            "may_bring": request.user.may(Permission.COUNCIL),
        },
    )


@requires(Permission.READ)
@require_safe
def export(request: SignedInRequest) -> HttpResponseBase:
    """Hand out the list as it is filtered, as CSV."""
    form = CouncilFilterForm(request.GET, cities=jurisdictions_for(request.user))
    rows = queries.council_meetings(request.user, form.cleaned_data if form.is_valid() else {})
    columns = (
        _("City"),
        _("Body"),
        _("Day"),
        _("Place"),
        _("Items"),
        _("Items with votes"),
        _("Source"),
        _("Where it is published"),
    )
    return csv_response(f"council-records-{clock.today():%Y-%m-%d}.csv", columns, _lines(rows.iterator(500)))


@requires(Permission.READ)
@require_safe
def council(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one council's meeting: its items, who moved them, and who voted how."""
    meeting = queries.council_meeting_for(request.user, public_id)
    items = queries.current_items(meeting)
    may_bring = request.user.may(Permission.COUNCIL, jurisdiction_scope(meeting.jurisdiction.public_id))
    tied = queries.instruments_of(request.user, meeting)
    likely = queries.instruments_like(request.user, meeting, [item for item in items if item.pk not in tied])
    return render(
        request,
        "meetings/councils/meeting.html",
        {
            "meeting": meeting,
            "rows": [ItemRow(item, tied.get(item.pk, ()), likely.get(item.pk)) for item in items],
            "earlier": queries.earlier_tellings(meeting),
            "may_bring": may_bring,
            "may_correct": may_bring and meeting.source == ImportSource.HAND,
        },
    )


def _lines(rows: Iterator[CouncilMeeting]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield (
            row.jurisdiction.name,
            row.body,
            row.on,
            row.place,
            row.item_count,  # type: ignore[attr-defined]
            row.voted_count,  # type: ignore[attr-defined]
            row.get_source_display(),
            row.url,
        )
