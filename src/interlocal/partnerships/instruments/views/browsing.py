"""The register, an instrument, a statement and its adoption matrix."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.instruments import queries
from interlocal.partnerships.instruments.models import Standing
from interlocal.partnerships.instruments.rules import Permission
from interlocal.partnerships.jurisdictions.public import jurisdictions_for
from interlocal.web.public import csv_response

ROWS_A_PAGE = 50


@requires(Permission.READ)
@require_safe
def register(request: SignedInRequest) -> HttpResponse:
    """List the instruments: what needs somebody first, then the statements, then the register."""
    found = queries.filtered(request.user, request.GET)
    asked = {name: request.GET.get(name, "") for name in queries.REGISTER_FILTERS}
    context = {
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "adoptions": queries.open_adoptions(request.user, today=clock.today()),
        "statements": queries.statements_for(request.user).annotate(councils=Count("instruments"))[:20],
        "drafts": queries.drafts_of(request.user),
        "jurisdictions": jurisdictions_for(request.user),
        "standings": Standing.choices,
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "may_add": request.user.may(Permission.ADD),
    }
    return render(request, "instruments/register.html", context)


@requires(Permission.READ)
@require_safe
def register_csv(request: SignedInRequest) -> HttpResponseBase:
    """Return the register, as filtered, as CSV."""
    rows = queries.filtered(request.user, request.GET).iterator(chunk_size=500)
    return csv_response("instruments.csv", queries.REGISTER_COLUMNS, map(queries.register_row, rows))


@requires(Permission.READ)
@require_safe
def instrument(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show an instrument: its facts, its text as read, and what happened to it."""
    found = queries.instrument_for(request.user, public_id)
    context = {
        "instrument": found,
        "parts": found.parts,
        "proceedings": queries.proceedings_of(found),
        "returned_texts": queries.returned_texts_of(found),
        "told": queries.council_says([found], request.user).get(found.public_id),
        "open_step": queries.step_open_for(request.user, found),
        "may_end": found.standing == Standing.ADOPTED,
        "history": entries_about(ref_to(found).kind, found.public_id),
        "may_correct": request.user.may(Permission.ADD, jurisdiction_scope(found.jurisdiction.public_id)),
    }
    return render(request, "instruments/instrument.html", context)


@requires(Permission.READ)
@require_safe
def instrument_text(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the instrument out again as plain text."""
    found = queries.instrument_for(request.user, public_id)
    response = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.public_id}.txt"'
    return response


@requires(Permission.READ)
@require_safe
def statement(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show a statement: its text, what it asks of each council, and each council's own instrument."""
    found = queries.statement_for(request.user, public_id)
    context = {
        "statement": found,
        "parts": found.parts,
        "matrix": queries.adoption_matrix(request.user, found, today=clock.today()),
        "proposals": queries.proposals_of(found),
        "history": entries_about(ref_to(found).kind, found.public_id),
        "may_convene": request.user.reach(Permission.CONVENE).everywhere,
        "may_confirm": request.user.may(Permission.CONFIRM),
    }
    return render(request, "instruments/statement.html", context)


@requires(Permission.READ)
@require_safe
def matrix(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show how far each council has come with a statement, step by step."""
    found = queries.statement_for(request.user, public_id)
    whole = queries.adoption_matrix(request.user, found, today=clock.today())
    show = request.GET.get("show", "")
    labels = {
        "": _("All"),
        "late": _("Late"),
        "waiting": _("Under way"),
        "changed": _("Changes to decide"),
        "adopted": _("Adopted"),
        "stopped": _("Stopped"),
    }
    context = {
        "statement": found,
        "matrix": whole,
        "shown": whole.narrowed(show),
        "told": queries.council_says([row.instrument for row in whole.rows], request.user),
        "show": show if show in labels else "",
        "choices": [(key, label, len(whole.narrowed(key).rows)) for key, label in labels.items()],
        "may_convene": request.user.reach(Permission.CONVENE).everywhere,
    }
    return render(request, "instruments/matrix.html", context)


@requires(Permission.READ)
@require_safe
def matrix_csv(request: SignedInRequest, public_id: str) -> HttpResponseBase:
    """Return the matrix as CSV: a row for each council and step."""
    found = queries.statement_for(request.user, public_id)
    whole = queries.adoption_matrix(request.user, found, today=clock.today())
    return csv_response("adoption.csv", queries.MATRIX_COLUMNS, queries.matrix_rows(whole))
