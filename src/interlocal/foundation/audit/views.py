"""Pages for those who check: the book, one entry, its verification, and exports."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.audit import exports
from interlocal.foundation.audit.actions import Person, record_export, record_verification
from interlocal.foundation.audit.forms import WantedForm
from interlocal.foundation.audit.heads import HeadUnreadable
from interlocal.foundation.audit.queries import (
    exported,
    head_of,
    published_heads,
    shared_entries,
    stretch_of,
)
from interlocal.foundation.audit.rules import FULL_CHECK_LIMIT, PARTNERSHIP_BOOK, Permission
from interlocal.foundation.audit.verification import verify_book, verify_entry
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.web.public import chips_of, csv_response


class PersonRequest(HttpRequest):
    """A request of somebody signed in."""

    user: Person  # type: ignore[assignment]


@require_safe
@requires(Permission.READ)
def entries(request: HttpRequest) -> HttpResponse:
    """List the entries that are asked for, newest first."""
    form = WantedForm(request.GET)
    stretch = stretch_of(
        shared_entries(form.wanted()),
        before=_number(request.GET.get("before")),
        after=_number(request.GET.get("after")),
    )
    chips = chips_of(form, request)
    return render(request, "audit/entries.html", {"form": form, "stretch": stretch, "chips": chips})


@require_safe
@requires(Permission.READ)
def entry(request: HttpRequest, seq: int) -> HttpResponse:
    """Show one entry, what was recorded, and whether it and its neighbours are sound."""
    found = get_object_or_404(shared_entries().select_related("book"), seq=seq)
    context = {
        "entry": found,
        "detail": found.told,
        "outcome": verify_entry(found),
        "is_last": seq >= found.book.head_seq,
    }
    return render(request, "audit/entry.html", context)


@require_safe
@requires(Permission.READ)
def verification(request: HttpRequest) -> HttpResponse:
    """Say where the book ends, which heads were published, and how to verify all of it."""
    return render(request, "audit/verification.html", _state_of_book())


@require_POST
@requires(Permission.READ)
def verify(request: PersonRequest) -> HttpResponse:
    """Verify the whole book now, unless it is so long that the command should."""
    context = _state_of_book()
    if not context["may_run"]:
        return render(request, "audit/verification.html", context)
    outcome = verify_book(PARTNERSHIP_BOOK, published_heads())
    record_verification(by=request.user, outcome=outcome, now=clock.now())
    return render(request, "audit/verification.html", {**context, "outcome": outcome})


@require_safe
@requires(Permission.READ)
def export_csv(request: PersonRequest) -> HttpResponseBase:
    """Download the entries that are asked for, for a spreadsheet."""
    form = WantedForm(request.GET)
    record_export(by=request.user, wanted=form.wanted(), form="csv", now=clock.now())
    rows = exports.csv_rows(exported(shared_entries(form.wanted())))
    return csv_response(f"audit-{clock.today().isoformat()}.csv", exports.COLUMNS, rows)


@require_safe
@requires(Permission.READ)
def export_lines(request: PersonRequest) -> HttpResponseBase:
    """Download the entries that are asked for, with all that proves them, as JSON lines."""
    form = WantedForm(request.GET)
    record_export(by=request.user, wanted=form.wanted(), form="jsonl", now=clock.now())
    lines = exports.json_lines(PARTNERSHIP_BOOK, exported(shared_entries(form.wanted())))
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-{clock.today().isoformat()}.jsonl"'
    return response


def _state_of_book() -> dict[str, object]:
    head = head_of(PARTNERSHIP_BOOK, clock.today())
    try:
        heads, unreadable = published_heads(), ""
    except HeadUnreadable as error:
        heads, unreadable = [], str(error)
    return {
        "head": head,
        "heads": heads[-10:][::-1],
        "unreadable": unreadable,
        "may_run": head is not None and not unreadable and head.seq < FULL_CHECK_LIMIT,
        "outcome": None,
    }


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
