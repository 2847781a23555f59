"""Transcripts of learners, and what a city used and paid: on a page, as CSV and as Excel workbook."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.programs.training.models import Learner
from interlocal.programs.training.queries import transcripts
from interlocal.programs.training.queries.usage import cities_of_reader
from interlocal.programs.training.queries.usage import usage as used_by
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.views.links.door import behind, page
from interlocal.web.public import csv_response, workbook_response

ROWS_A_PAGE = 50


@requires(Permission.NOMINATE)
@require_safe
def transcript(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Show the transcript of a learner of one's own city."""
    learner = transcripts.learner_for(request.user, public_id)
    if (made := _exported(request, learner)) is not None:
        return made
    entries = transcripts.transcript(learner, clock.today())
    return render(request, "training/completion/transcript.html", {"learner": learner, "entries": entries})


@open_to_public
@require_safe
def own_transcript(request: HttpRequest, public_id: str, link_round: int, signature: str) -> HttpResponseBase:
    """Show learners their own transcript, by the link on their page."""
    return behind(
        request,
        path=f"/programs/training/transcript/{public_id}/{link_round}/",
        signature=signature,
        find=lambda: transcripts.learner_of_link(public_id, link_round),
        language=lambda found: found.language,
        answer=lambda found: _own(request, found),
    )


@requires(Permission.READ)
@require_safe
def usage(request: SignedInRequest) -> HttpResponseBase:
    """Show what the reader's cities used and paid, by fiscal year."""
    today = clock.today()
    rows = used_by(cities_of_reader(request.user, today), today)
    table = [
        (one.jurisdiction.name, one.year, one.seats, one.people, one.completed, one.hours, one.cents / 100)
        for one in rows
    ]
    if (made := _table(request, "usage", _usage_columns(), table)) is not None:
        return made
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/completion/usage.html", {"page": page})


def _own(request: HttpRequest, learner: Learner) -> HttpResponseBase:
    if (made := _exported(request, learner)) is not None:
        return made
    entries = transcripts.transcript(learner, clock.today())
    return page(request, "transcript", learner=learner, entries=entries)


def _exported(request: HttpRequest, learner: Learner) -> HttpResponse | HttpResponseBase | None:
    rows = [
        (
            one.application.cohort.course.title,
            one.application.cohort.title,
            one.begun_on,
            one.certificate.contact_minutes / 60 if one.certificate else None,
            one.application.completed_at.date() if one.application.completed_at else None,
            one.certificate.expires_on if one.certificate else None,
            one.standing.value if one.standing else "",
        )
        for one in transcripts.transcript(learner, clock.today())
    ]
    columns = (
        _("Course"),
        _("Cohort"),
        _("Begun on"),
        _("Contact hours"),
        _("Completed on"),
        _("Valid until"),
        _("Certificate"),
    )
    return _table(request, "transcript", columns, rows)


def _table(
    request: HttpRequest, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> HttpResponseBase | None:
    form = request.GET.get("form", "")
    if form == "csv":
        return csv_response(f"{name}.csv", columns, rows)
    return workbook_response(f"{name}.xlsx", columns, rows) if form == "xlsx" else None


def _usage_columns() -> tuple[str, ...]:
    return (
        _("City"),
        _("Fiscal year"),
        _("Seats used"),
        _("People"),
        _("Completed"),
        _("Contact hours"),
        _("Cost in dollars"),
    )
