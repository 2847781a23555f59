"""Add an instrument from its text: bring it, check what was read beside it, save."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.actions.drafts import Filing
from interlocal.partnerships.instruments.forms import BringForm, CorrectionForm, FilingForm, RereadForm
from interlocal.partnerships.instruments.models import ReadingDraft
from interlocal.partnerships.instruments.rules import Permission
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.web.public import refuse_form


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Take a file or a pasted text and read it."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            draft = actions.bring_text(
                by=request.user,
                content=upload or form.cleaned_data["text"],
                file_name=upload.name if upload else "",
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect("instruments:draft", draft.public_id)
    return render(request, "instruments/add.html", {"form": form, "drafts": queries.drafts_of(request.user)})


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what was read beside the text; save it once it is right."""
    found = queries.draft_for(request.user, public_id)
    posted = request.POST or None
    correction = CorrectionForm(posted, parts=found.parts)
    filing = _filing_form(request)
    if request.method == "POST" and correction.is_valid() and filing.is_valid():
        try:
            saved = actions.save_draft(
                by=request.user,
                draft=found,
                corrections=correction.corrections(),
                filing=Filing(**filing.cleaned_data),
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(filing, refusal)
        else:
            messages.success(request, _("The instrument is recorded."))
            if saved.statement is not None and queries.proposals_of(saved.statement):
                return redirect("instruments:duties", saved.statement.public_id)
            return redirect("instruments:detail", saved.public_id)
    context = {
        "draft": found,
        "correction": correction,
        "filing": filing,
        "forms": (correction, filing),
        "doubts": queries.doubts_about(found),
    }
    return render(request, "instruments/draft.html", context)


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def reread(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change the text itself and read it again."""
    found = queries.draft_for(request.user, public_id)
    form = RereadForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reread_draft(
                by=request.user, draft=found, text=form.cleaned_data["text"], now=clock.now()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect("instruments:draft", public_id)
    return render(request, "instruments/reread.html", {"draft": found, "form": form})


@requires(Permission.ADD)
@require_POST
def discard(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Drop a draft."""
    found: ReadingDraft = queries.draft_for(request.user, public_id)
    actions.discard_draft(by=request.user, draft=found, now=clock.now())
    messages.success(request, _("The draft is gone; nothing was recorded."))
    return redirect("instruments:list")


def _filing_form(request: SignedInRequest) -> FilingForm:
    return FilingForm(
        request.POST or None,
        jurisdictions=jurisdictions_where(request.user, Permission.ADD),
        statements=queries.statements_for(request.user),
        may_convene=request.user.reach(Permission.CONVENE).everywhere,
    )
