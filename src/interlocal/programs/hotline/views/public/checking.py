"""Anybody checks a proof of filing."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.dateparse import parse_date

from interlocal.programs.hotline.forms.public import ProofForm
from interlocal.programs.hotline.rules.proof import proven
from interlocal.programs.hotline.views.public.door import for_reporters, page


@for_reporters
def check_proof(request: HttpRequest) -> HttpResponseBase:
    """Say whether a proof was signed here, and what it proves."""
    form = ProofForm(request.POST if request.method == "POST" else None)
    is_checked = form.is_bound and form.is_valid()
    said = proven(form.cleaned_data["proof"]) if is_checked else None
    return page(
        request,
        "hotline/public/check_proof.html",
        form=form,
        is_checked=is_checked,
        said=said,
        filed_on=parse_date(said["filed"]) if said else None,
    )
