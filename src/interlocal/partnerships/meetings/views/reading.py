"""Reading: what needs somebody now, the list, the month, one meeting."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import queries, rules
from interlocal.partnerships.meetings.forms import FilterForm
from interlocal.partnerships.meetings.models import Meeting
from interlocal.partnerships.meetings.queries.promises import actions_of, open_actions_before
from interlocal.partnerships.meetings.rules import Permission
from interlocal.web.addresses import changed_query
from interlocal.web.filters import chips_of
from interlocal.web.public import csv_response

PAGE_SIZE = 50


class Tab(NamedTuple):
    """One way to look at the list."""

    label: str
    url: str
    is_current: bool


@requires(Permission.READ)
@require_safe
def meetings(request: SignedInRequest) -> HttpResponse:
    """Show what needs the reader now, then the meetings ahead, or those past."""
    form = FilterForm(request.GET, bodies=queries.bodies_for(request.user))
    is_past = request.GET.get("show") == "past"
    rows = queries.meeting_rows(
        request.user, form.cleaned_data if form.is_valid() else {}, clock.now(), is_past
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "meetings/list.html",
        {
            "page": page,
            "form": form,
            "chips": chips_of(form, request),
            "tabs": _tabs(request, is_past=is_past),
            "is_past": is_past,
            "needs": queries.needs(request.user, clock.now()),
            "has_bodies": queries.bodies_for(request.user).exists(),
            "may_edit": rules.may_edit_bodies(request.user),
        },
    )


@requires(Permission.READ)
@require_safe
def month(request: SignedInRequest) -> HttpResponse:
    """Show a month of meetings, this one unless another is asked for."""
    shown = queries.month_of(request.user, request.GET.get("month", ""), clock.today())
    return render(request, "meetings/month.html", {"month": shown, "today": clock.today()})


@requires(Permission.READ)
@require_safe
def export(request: SignedInRequest) -> HttpResponseBase:
    """Hand out the meetings as they are filtered, as CSV."""
    form = FilterForm(request.GET, bodies=queries.bodies_for(request.user))
    is_past = request.GET.get("show") == "past"
    rows = queries.meeting_rows(
        request.user, form.cleaned_data if form.is_valid() else {}, clock.now(), is_past
    )
    columns = (
        _("Meeting"),
        _("Body"),
        _("Begins"),
        _("Ends"),
        _("Place"),
        _("State"),
        _("Items"),
        _("Number"),
    )
    return csv_response(f"meetings-{clock.today():%Y-%m-%d}.csv", columns, _lines(rows.iterator(500)))


@requires(Permission.READ)
@require_safe
def detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one meeting: when and where, its agenda, its notices."""
    meeting = queries.meeting_for(request.user, public_id)
    own = queries.own_seats(request.user, meeting.body, clock.today())
    may_arrange = rules.may_arrange(request.user, own)
    items, ref = queries.agenda_of(meeting), ref_to(meeting)
    return render(
        request,
        "meetings/detail.html",
        {
            "meeting": meeting,
            "items": items,
            "minutes_planned": sum(item.minutes_planned or 0 for item in items),
            "standing": queries.notice_standing(meeting, items, clock.now()),
            "packets": queries.packet_standing(meeting, items),
            "answers": queries.answers_to(meeting),
            "members": queries.members_on(meeting.body, clock.today()),
            "actions": actions_of(request.user, meeting, clock.today()),
            "earlier": open_actions_before(request.user, meeting, clock.today()),
            "left_over": queries.left_over(meeting) if may_arrange and not meeting.is_over else (),
            "proposals": queries.waiting_proposals(meeting.body) if may_arrange else (),
            "entries": entries_about(ref.kind, ref.public_id)[:20],
            "may_arrange": may_arrange,
            "may_change": may_arrange and not meeting.is_over,
            "may_record": rules.may_record(request.user, own),
            "may_propose": rules.may_propose(request.user, own),
        },
    )


def _tabs(request: SignedInRequest, *, is_past: bool) -> tuple[Tab, ...]:
    return (
        Tab(_("Ahead"), changed_query(request.GET, show=None, page=None), not is_past),
        Tab(_("Past"), changed_query(request.GET, show="past", page=None), is_past),
    )


def _lines(rows: Iterator[Meeting]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        zone = rules.zone_of(row.body)
        yield (
            row.title,
            row.body.name,
            row.starts_at.astimezone(zone).isoformat(timespec="minutes"),
            row.ends_at.astimezone(zone).isoformat(timespec="minutes"),
            row.place,
            row.get_state_display(),
            row.item_count,  # type: ignore[attr-defined]
            row.public_id,
        )
