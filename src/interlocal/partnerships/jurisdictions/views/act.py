"""The step that every form page shares: try the action, show a refusal at its field, or go on."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.models import Jurisdiction
from interlocal.web.public import refuse_form


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], Jurisdiction],
    *,
    done: str | Promise,
    page: Mapping[str, object],
) -> HttpResponse:
    """Show ``form`` on ``page``; once it is valid, run ``action`` and go to the jurisdiction it returns."""
    if request.method == "POST" and form.is_valid():
        try:
            jurisdiction = action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect("jurisdictions:detail", jurisdiction.public_id)
    return render(request, "jurisdictions/form.html", {"form": form, **page})
