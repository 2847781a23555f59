"""The page of reports, which the browser opens, and what it asks of the server."""

from django.http import FileResponse, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.kernel.traces import leaves_no_trace
from interlocal.programs.hotline.actions import closing, writing
from interlocal.programs.hotline.queries.details import details_of, opened_bytes
from interlocal.programs.hotline.queries.reports import (
    as_sent,
    entries_after,
    entry_as_sent,
    file_of,
    report_of,
    stretch_of_reports,
)
from interlocal.programs.hotline.queries.words import words_of_staff
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.posted import (
    Told,
    mapping_in,
    number_in,
    render_opened,
    sealed_entries,
    takes_json,
)


@requires(Permission.RECEIVE)
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    """Show the reports that one can open, and one of them at a time: all of it in the browser."""
    today = timezone.localdate(clock.now())
    return render_opened(
        request, "hotline/staff/reports.html", {**words_of_staff(), "today": today, "me": request.user}
    )


@leaves_no_trace
@requires(Permission.RECEIVE)
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    """Answer with the next reports that one can open: ciphertext."""
    rows, after = stretch_of_reports(request.user, request.GET.get("after", "")[:16])
    return JsonResponse({"reports": rows, "after": after})


@leaves_no_trace
@requires(Permission.RECEIVE)
@require_safe
def details(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Answer with what lies around one report: files, readers, whom to hand it to, its history."""
    return JsonResponse(details_of(request.user, report_of(request.user, public_id)))


@leaves_no_trace
@requires(Permission.RECEIVE)
@require_safe
def file(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """Hand out one file as it lies in the store: sealed. The browser opens it."""
    found = file_of(request.user, public_id, file_id)
    response = FileResponse(opened_bytes(found), content_type="application/octet-stream")
    response["Content-Length"] = str(found.size)
    response["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def write(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Add sealed entries; ``seen`` is the place of the last one read, ``even_so`` writes past later ones."""
    seen = number_in(told, "seen")
    report = writing.write_entries(
        by=request.user,
        report_id=public_id,
        entries=sealed_entries(told),
        seen=None if told.get("even_so") is True else seen,
        now=clock.now(),
    )
    return {"entries": [entry_as_sent(one) for one in entries_after(report, seen)]}


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def close(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Close a report."""
    closing.close(
        by=request.user,
        report_id=public_id,
        facts=mapping_in(told, "facts"),
        entries=sealed_entries(told),
        now=clock.now(),
    )
    return _as_it_is(request, public_id)


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def reopen(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Open a closed report again."""
    closing.reopen(by=request.user, report_id=public_id, entries=sealed_entries(told), now=clock.now())
    return _as_it_is(request, public_id)


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def hold(request: SignedInRequest, told: Told, public_id: str) -> Told:
    """Put a legal hold on a report, or lift it."""
    closing.hold(
        by=request.user,
        report_id=public_id,
        is_held=told.get("is_held") is True,
        entries=sealed_entries(told),
        now=clock.now(),
    )
    return _as_it_is(request, public_id)


def _as_it_is(request: SignedInRequest, public_id: str) -> Told:
    return as_sent(report_of(request.user, public_id), [])
