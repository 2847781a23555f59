"""The step that every form page shares: try the action, show a refusal at its field, or go on."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from interlocal.foundation.accounts.public import User
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments.models import Commitment
from interlocal.web.public import refuse_form

Words = str | Promise


class PersonRequest(HttpRequest):
    """A request behind a sign-in: its user is a person."""

    user: User


def answer(
    request: PersonRequest,
    commitment: Commitment,
    form: BaseForm,
    action: Callable[[], object],
    *,
    title: Words,
    button: Words,
    done: Words,
    lead: Words = "",
) -> HttpResponse:
    """Show ``form`` about ``commitment``; once it is valid, run ``action`` and go back to the commitment."""
    address = reverse("commitments:detail", args=[commitment.public_id])
    if request.method == "POST" and form.is_valid():
        try:
            action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect(address)
    page = {"commitment": commitment, "form": form, "title": title, "button": button, "lead": lead}
    return render(request, "commitments/act.html", page)
