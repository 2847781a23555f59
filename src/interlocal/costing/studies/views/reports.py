"""The report of a study as PDF and for Word, and the page that shows how a figure was worked out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from interlocal.costing.studies import queries
from interlocal.costing.studies.models import Study
from interlocal.costing.studies.report import (
    Report,
    Source,
    as_docx,
    as_pdf,
    page_blocks,
    report_of,
    source_of,
    working_page,
)
from interlocal.costing.studies.rules import Permission
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.READ)
@require_safe
def working(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show for one option and way of sharing every step from the cells to the cents."""
    study = queries.study_for(request.user, public_id)
    try:
        source = _source(request, study)
        shown = working_page(source, **_asked(request), now=clock.now())
    except Refusal as refusal:
        return _refused(request, study, refusal)
    option, share = source.chosen(**_asked(request))
    context = {
        "study": study,
        "report": shown,
        "groups": page_blocks(shown, source),
        "option": option,
        "share": share,
        "options": source.found["options"],
        "kept_query": [("city", one) for one in request.GET.getlist("city")],
    }
    return render(request, "studies/working.html", context)


@requires(Permission.READ)
@require_safe
def pdf(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out the report as a tagged PDF."""
    return _handed_out(request, public_id, "pdf")


@requires(Permission.READ)
@require_safe
def docx(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out the report for Word."""
    return _handed_out(request, public_id, "docx")


def _handed_out(request: SignedInRequest, public_id: str, ending: str) -> HttpResponse:
    study = queries.study_for(request.user, public_id)
    try:
        made = _report(request, study)
    except Refusal as refusal:
        return _refused(request, study, refusal)
    now = clock.now()
    data = as_pdf(made, at=now) if ending == "pdf" else as_docx(made, at=now)
    response = HttpResponse(data, content_type="application/pdf" if ending == "pdf" else DOCX)
    name = f"study-{slugify(study.title)[:60] or study.public_id}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(request: SignedInRequest, study: Study) -> Report:
    return report_of(_source(request, study), **_asked(request), now=clock.now())


def _source(request: SignedInRequest, study: Study) -> Source:
    taking = request.GET.getlist("city")
    return source_of(study, set(taking) if taking else None)


def _asked(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("option", "share")}


def _refused(request: SignedInRequest, study: Study, refusal: Refusal) -> HttpResponse:
    messages.error(request, str(refusal))
    return redirect(reverse("studies:result", args=[study.public_id]))
