"""The certificates of a cohort, and who is to be recertified."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions.certificates import issue_certificates, revoke_certificate
from interlocal.programs.training.forms.completion import RevokeForm
from interlocal.programs.training.queries import certificates as queries
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.queries.completion import completions
from interlocal.programs.training.rules import Permission
from interlocal.web.public import refuse_form

ROWS_A_PAGE = 50


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who completed a cohort and their certificates; issue those that are due."""
    cohort = cohort_for(request.user, public_id)
    if request.method == "POST":
        try:
            made = issue_certificates(by=request.user, cohort=cohort, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _issued(len(made)))
        return redirect("training:certificates", public_id)
    found = list(queries.certificates_of(cohort))
    has_one = {one.application_id for one in found}
    far = completions(cohort, now=clock.now())
    page = {
        "cohort": cohort,
        "certificates": found,
        "due": [one for one in far if one.completes and one.application.pk not in has_one],
        "not_yet": [one for one in far if not one.completes],
        "today": clock.today(),
    }
    return render(request, "training/completion/certificates.html", page)


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: SignedInRequest, public_id: str, certificate_id: str) -> HttpResponse:
    """Revoke a certificate with its reason."""
    cohort = cohort_for(request.user, public_id)
    certificate = queries.certificate_in(cohort, certificate_id)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(by=request.user, certificate=certificate, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The certificate is revoked. The learner is told by mail."))
            return redirect("training:certificates", public_id)
    page = {"cohort": cohort, "certificate": certificate, "form": form}
    return render(request, "training/completion/revoke.html", page)


@requires(Permission.NOMINATE)
@require_safe
def recertification(request: SignedInRequest) -> HttpResponse:
    """List whose certificate ended or is about to, by city."""
    due = queries.due_for_recertification(request.user, clock.today())
    page = Paginator(due, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/completion/recertification.html", {"page": page, "today": clock.today()})


def _issued(count: int) -> str:
    if not count:
        return _("Nobody else has completed the course yet.")
    return ngettext(
        "%(count)d certificate is issued, and its learner told by mail.",
        "%(count)d certificates are issued, and their learners told by mail.",
        count,
    ) % {"count": count}
