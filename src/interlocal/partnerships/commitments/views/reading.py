"""Reading: the list, one record, its evidence, and the export."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import signed_in
from interlocal.partnerships.commitments import queries, rules
from interlocal.partnerships.commitments.forms import CommentForm, FilterForm
from interlocal.partnerships.commitments.models import Commitment, State
from interlocal.partnerships.commitments.views.act import PersonRequest
from interlocal.web.addresses import changed_query
from interlocal.web.filters import chips_of
from interlocal.web.public import csv_response

PAGE_SIZE = 50
NEEDS_SHOWN = 6


class Tab(NamedTuple):
    """One way to look at the list."""

    label: str
    url: str
    is_current: bool


@signed_in
@require_safe
def commitments(request: PersonRequest) -> HttpResponse:
    """Show what needs the reader now, then the list."""
    today = clock.today()
    form = _filters(request)
    rows = queries.wanted_commitments(request.user, form.wanted(request.GET), today)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    needs = list(queries.needs_you(request.user, today)[: NEEDS_SHOWN + 1])
    return render(
        request,
        "commitments/list.html",
        {
            "page": page,
            "form": form,
            "tabs": _tabs(request),
            "chips": chips_of(form, request),
            "show": request.GET.get("show", ""),
            "needs": needs[:NEEDS_SHOWN],
            "has_more_needs": len(needs) > NEEDS_SHOWN,
            "today": today,
            "may_open": request.user.may(rules.Permission.OPEN),
        },
    )


@signed_in
@require_safe
def export(request: PersonRequest) -> HttpResponseBase:
    """Hand out the list as it is filtered, as CSV."""
    today = clock.today()
    form = _filters(request)
    rows = queries.wanted_commitments(request.user, form.wanted(request.GET), today)
    columns = (
        _("What is owed"),
        _("Owed by"),
        _("Owed to"),
        _("Owner"),
        _("Due"),
        _("State"),
        _("Done on"),
        _("Source"),
        _("Evidence"),
        _("Opened"),
        _("Number"),
    )
    return csv_response(
        f"commitments-{today.isoformat()}.csv", columns, _lines(rows.iterator(chunk_size=500))
    )


@signed_in
@require_safe
def detail(request: PersonRequest, public_id: str) -> HttpResponse:
    """Show one commitment."""
    commitment = queries.commitment_for(request.user, public_id)
    today = clock.today()
    ref = ref_to(commitment)
    may_close = rules.may_close(request.user, commitment)
    return render(
        request,
        "commitments/detail.html",
        {
            "commitment": commitment,
            "state": commitment.state_on(today),
            "today": today,
            "place": queries.place_in_run(commitment, request.user, today),
            "hours": queries.hours_given(commitment),
            "hours_entries": commitment.hours_entries.select_related("by"),
            "date_changes": commitment.date_changes.select_related("by"),
            "comments": commitment.comments.select_related("by"),
            "comment_form": CommentForm(),
            "record_url": queries.record_step_url(_records(commitment), commitment.public_id),
            "source_url": queries.source_url(commitment),
            "source_name": queries.source_name(commitment.source_kind),
            "entries": entries_about(ref.kind, ref.public_id),
            "may_close": may_close,
            "may_comment": may_close or request.user.may(rules.Permission.READ),
            "may_assign": rules.may_assign(request.user, commitment),
            "may_withdraw": rules.may_withdraw(request.user, commitment),
        },
    )


@signed_in
@require_safe
def evidence(request: PersonRequest, public_id: str) -> HttpResponseBase:
    """Hand out the file that shows that it was done."""
    commitment = queries.commitment_for(request.user, public_id)
    if commitment.evidence_file is None:
        raise Http404
    return file_response(commitment.evidence_file)


def _filters(request: PersonRequest) -> FilterForm:
    return FilterForm(
        request.GET,
        places=queries.filter_places(request.user),
        kinds=[(kind, queries.source_name(kind)) for kind in queries.source_kinds(request.user)],
    )


def _tabs(request: PersonRequest) -> tuple[Tab, ...]:
    """The ways to look at the list, each keeping the other filters."""
    own = [("owes", _("My city owes")), ("owed", _("My city is owed"))]
    acts_for_places = bool(request.user.reach(rules.Permission.READ).jurisdictions)
    shows = [
        ("", _("Still owed")),
        ("mine", _("Mine")),
        *(own if acts_for_places else []),
        ("overdue", _("Overdue")),
        ("undated", _("Needs a date")),
        ("done", _("Done")),
        ("all", _("Everything")),
    ]
    current = request.GET.get("show", "")
    return tuple(
        Tab(label, changed_query(request.GET, show=show or None, page=None), show == current)
        for show, label in shows
    )


def _lines(rows: Iterator[Commitment]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield (
            row.title,
            row.owed_by.name,
            row.owed_to.name if row.owed_to else _("The partnership"),
            row.owner or "",
            row.due_on or "",
            State(row.state).label,  # type: ignore[attr-defined]
            row.done_on or "",
            row.source_label,
            row.evidence_note or row.evidence_url,
            rules.day_of(row.opened_at),
            row.public_id,
        )


def _records(commitment: Commitment) -> str:
    """What its step takes down; ``""`` for what is no step."""
    steps = commitment.run.version.read() if commitment.run else ()
    return next((step.records for step in steps if step.key == commitment.step_key), "")
