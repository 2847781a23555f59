"""One way of sharing on its way into an agreement: what it will say, where it goes, and the step itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.forms import ClauseForm
from interlocal.costing.studies.models import Study
from interlocal.costing.studies.report import Terms, source_of, terms_of
from interlocal.costing.studies.rules import Permission
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.agreements.public import drafts_for
from interlocal.web.public import refuse_form


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the clause and the formula, and send them with the exhibit to the agreement that is chosen."""
    study = queries.led_study_for(request.user, public_id)
    try:
        terms = terms_of(
            source_of(study),
            option=request.GET.get("option", ""),
            share=request.GET.get("share", ""),
            now=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("studies:result", study.public_id)
    form = ClauseForm(
        request.POST or None,
        drafts=drafts_for(request.user, clock.today()),
        initial={"section": _("Section 4"), "title": study.title},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _sent(request, study, terms, form)
        except Refusal as refusal:
            refuse_form(form, refusal)
    context = {
        "study": study,
        "terms": terms,
        "asked": {name: request.GET.get(name, "") for name in ("option", "share")},
        "form": form,
        "text": terms.text.splitlines(),
        "sent": queries.cost_clauses_of(study),
    }
    return render(request, "studies/clause.html", context)


def _sent(request: SignedInRequest, study: Study, terms: Terms, form: ClauseForm) -> HttpResponse:
    sent = actions.send_cost_clause(
        by=request.user,
        study=study,
        terms=terms,
        agreement=form.chosen(),
        title=form.cleaned_data["title"],
        section=form.cleaned_data["section"],
        in_place=form.cleaned_data["in_place"],
        now=clock.now(),
    )
    messages.success(request, _("The agreement has the cost clause, its formula and the exhibit."))
    return redirect("agreements:detail", sent.agreement.public_id)
