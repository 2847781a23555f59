"""The step that every form page shares: try the action, show a refusal at its field, or go on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.web.public import refuse_form


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], str],
    *,
    done: str | Promise,
    template: str = "meetings/form.html",
    **page: Any,
) -> HttpResponse:
    """Show ``form`` with ``page``; once it is valid, run ``action`` and go to the address it returns.

    ``page`` gives ``title``, ``lead``, ``button``, ``back`` (an address) and ``back_name``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            address = action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect(address)
    return render(request, template, {"form": form, **page})


def act_at_once(request: SignedInRequest, action: Callable[[], object], *, done: str | Promise) -> None:
    """Run an action that a button asks for, and say what came of it."""
    try:
        action()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))
