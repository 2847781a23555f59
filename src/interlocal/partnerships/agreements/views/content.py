"""What an agreement says, when notice is due, what it costs, what is attached."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements import actions, queries
from interlocal.partnerships.agreements.forms import AmountForm, ClauseForm, DocumentForm, WindowForm
from interlocal.partnerships.agreements.rules import Permission
from interlocal.partnerships.agreements.views.act import answer, try_now


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def write_clause(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a clause; the address may say of which kind."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = ClauseForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    return answer(
        request,
        form,
        lambda: actions.write_clause(by=request.user, agreement=found, now=clock.now(), **form.cleaned_data),
        record=found,
        done=_("The clause is on record."),
        page={"title": _("Add a clause"), "lead": found.title, "button": _("Add the clause")},
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def replace_clause(request: SignedInRequest, public_id: str, clause_id: str) -> HttpResponse:
    """Put a clause in the place of another."""
    found = queries.agreement_to_edit(request.user, public_id)
    clause = get_object_or_404(found.clauses.filter(replaced_at=None), public_id=clause_id)
    stood = {"kind": clause.kind, "section": clause.section, "text": clause.text}
    form = ClauseForm(request.POST or None, initial=stood)
    return answer(
        request,
        form,
        lambda: actions.write_clause(
            by=request.user, agreement=found, replaces=clause, now=clock.now(), **form.cleaned_data
        ),
        record=found,
        done=_("The clause is replaced; the former one stays on record."),
        page={"title": _("Replace the clause"), "lead": str(clause), "button": _("Replace the clause")},
    )


@requires(Permission.EDIT)
@require_POST
def strike_clause(request: SignedInRequest, public_id: str, clause_id: str) -> HttpResponse:
    """Take a clause out."""
    found = queries.agreement_to_edit(request.user, public_id)
    clause = get_object_or_404(found.clauses.select_related("agreement"), public_id=clause_id)
    return try_now(
        request,
        lambda: actions.strike_clause(by=request.user, clause=clause, now=clock.now()),
        record=found,
        done=_("The clause is struck; it stays in the history."),
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def set_window(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record when notice must be given."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = WindowForm(request.POST or None)
    return answer(
        request,
        form,
        lambda: actions.set_notice_window(by=request.user, agreement=found, now=clock.now(), **form.values()),
        record=found,
        done=_("The notice window is on record."),
        page={
            "title": _("Set a notice window"),
            "lead": _("Each party is asked to decide 90 days before the last day for notice."),
            "button": _("Set the window"),
        },
    )


@requires(Permission.EDIT)
@require_POST
def strike_window(request: SignedInRequest, public_id: str, window_id: str) -> HttpResponse:
    """Say that a notice window no longer holds."""
    found = queries.agreement_to_edit(request.user, public_id)
    window = get_object_or_404(found.notice_rules.select_related("agreement"), public_id=window_id)
    return try_now(
        request,
        lambda: actions.strike_notice_window(by=request.user, window=window, now=clock.now()),
        record=found,
        done=_("The notice window no longer holds."),
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def record_amount(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record what is paid in a year."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = AmountForm(request.POST or None, agreement=found, initial={"year": clock.today().year})
    return answer(
        request,
        form,
        lambda: actions.record_amount(
            by=request.user, agreement=found, source=form.source(), now=clock.now(), **form.facts()
        ),
        record=found,
        done=_("The amount is on record."),
        page={
            "title": _("Record an annual amount"),
            "lead": _("A new amount for the same year and payer replaces the one before."),
            "button": _("Record the amount"),
        },
    )


@requires(Permission.EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Attach a document."""
    found = queries.agreement_to_edit(request.user, public_id)
    form = DocumentForm(request.POST or None, request.FILES or None)
    return answer(
        request,
        form,
        lambda: actions.attach_document(
            by=request.user, agreement=found, now=clock.now(), **form.cleaned_data
        ),
        record=found,
        done=_("The document is attached."),
        page={
            "title": _("Attach a document"),
            "lead": _("Everybody in the partnership can open it."),
            "button": _("Attach the document"),
        },
    )


@requires(Permission.READ)
@require_safe
def document(request: SignedInRequest, public_id: str, document_id: str) -> HttpResponseBase:
    """Hand out a document."""
    found = queries.agreement_for(request.user, public_id)
    attached = get_object_or_404(found.documents.select_related("file"), public_id=document_id)
    return file_response(attached.file)
