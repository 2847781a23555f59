"""Closing a cohort out on one page."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions.closing import close_out as close
from interlocal.programs.training.forms.completion import CloseOutForm
from interlocal.programs.training.queries.closing import closing_of
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.rules import Permission
from interlocal.web.public import refuse_form


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def close_out(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what is missing, who completed and what each city bears; close it out with one button."""
    cohort = cohort_for(request.user, public_id)
    form = CloseOutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        form.is_valid()
        try:
            close(by=request.user, cohort=cohort, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The cohort is closed out. Its learners are told by mail."))
            return redirect("training:close-out", public_id)
    page = {"cohort": cohort, "closing": closing_of(cohort, now=clock.now()), "form": form}
    return render(request, "training/completion/close_out.html", page)


@requires(Permission.READ)
@require_safe
def report(request: SignedInRequest, public_id: str) -> FileResponse:
    """Hand out the report of a cohort that is closed out: it names cities, and nobody else."""
    cohort = cohort_for(request.user, public_id)
    if cohort.report is None:
        raise Http404
    return file_response(cohort.report)
