"""The step that every form page shares: try the action, show a refusal at its field, or go on."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.agreements.models import Agreement, PartyChange
from interlocal.web.public import refuse_form


def page_of(record: Agreement | PartyChange) -> str:
    """Return the address of a record's page."""
    name = "agreements:detail" if isinstance(record, Agreement) else "agreements:change"
    return reverse(name, args=[record.public_id])


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], models.Model | None],
    *,
    record: Agreement | PartyChange | None,
    done: str | Promise,
    page: Mapping[str, object],
) -> HttpResponse:
    """Show ``form``; once it is valid run ``action`` and go to ``record``, or to the one that was made."""
    if request.method == "POST" and form.is_valid():
        try:
            made = action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            goal = record or made
            assert isinstance(goal, Agreement | PartyChange)
            return redirect(page_of(goal))
    back = page_of(record) if record else reverse("agreements:list")
    context = {
        "form": form,
        "record": record,
        "back": back,
        "is_change": isinstance(record, PartyChange),
        **page,
    }
    return render(request, "agreements/form.html", context)


def try_now(
    request: SignedInRequest,
    action: Callable[[], object],
    *,
    record: Agreement | PartyChange,
    done: str | Promise,
) -> HttpResponse:
    """Run ``action`` of a button and go back to ``record``; a refusal is said there."""
    try:
        action()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))
    return redirect(page_of(record))
