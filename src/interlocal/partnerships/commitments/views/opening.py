"""Opening a commitment by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.commitments import actions, rules
from interlocal.partnerships.commitments.forms import OpenForm
from interlocal.partnerships.commitments.rules import Permission
from interlocal.partnerships.commitments.views.act import PersonRequest
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.web.public import refuse_form


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def open_by_hand(request: PersonRequest) -> HttpResponse:
    """Open a commitment of a jurisdiction for which the person may; then ask who looks after it."""
    payers = jurisdictions_where(request.user, Permission.OPEN)
    form = OpenForm(request.POST or None, payers=payers)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        key = f"hand:{request.user.public_id}:{values.pop('key')}"
        try:
            commitment = actions.open_commitment(by=request.user, key=key, now=clock.now(), **values)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The commitment is open."))
            next_page = "assign" if rules.may_assign(request.user, commitment) else "detail"
            return redirect(f"commitments:{next_page}", commitment.public_id)
    return render(request, "commitments/open.html", {"form": form})
