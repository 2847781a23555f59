"""The step that every form page shares: try the action, show a refusal at its field, or go on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives.models import Initiative
from interlocal.web.public import refuse_form

Words = str | Promise
INITIATIVES = _("Initiatives")


@dataclass(frozen=True)
class Page:
    """A page with one form: what it is called, what its button does, and where it leads back to."""

    title: Words
    button: Words
    back: str
    lead: Words = ""
    parent: Words = INITIATIVES


def page_of(initiative: Initiative, title: Words, button: Words, *, show: str = "") -> Page:
    """A page about one initiative that leads back to its part ``show``."""
    address = reverse("initiatives:initiative", args=[initiative.public_id])
    return Page(
        title, button, f"{address}?show={show}" if show else address, initiative.title, initiative.title
    )


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], object],
    *,
    page: Page,
    done: Words,
    to: Callable[[], str] | None = None,
    template: str = "initiatives/act.html",
) -> HttpResponse:
    """Show ``form`` on ``page``; once it is valid, run ``action`` and go to ``to``, or back."""
    if request.method == "POST" and form.is_valid():
        try:
            action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect(to() if to else page.back)
    return render(request, template, {"form": form, "page": page})
