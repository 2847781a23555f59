"""The step that every form page of the set-up shares: try the action, show a refusal, or go on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.models import CityHotline
from interlocal.web.public import refuse_form


def page_of(hotline: CityHotline, part: str = "") -> str:
    """Return the address of a city's set-up, or of a section of it."""
    return reverse("hotline:city", args=[hotline.public_id]) + (f"#{part}" if part else "")


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], object],
    *,
    goal: str,
    done: str | Promise,
    record: object = None,
    **page: Any,
) -> HttpResponse:
    """Show ``form``; once it is valid run ``action`` and go to ``goal``.

    ``page`` gives ``title``, ``button``, and perhaps ``lead`` and ``is_destructive``.
    """
    if request.method == "POST" and form.is_valid():
        try:
            action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect(goal)
    return render(request, "hotline/setup/form.html", {"form": form, "back": goal, "record": record, **page})


def try_now(
    request: SignedInRequest, action: Callable[[], object], *, goal: str, done: str | Promise
) -> HttpResponse:
    """Run ``action`` of a button and go to ``goal``; a refusal is said there."""
    try:
        action()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(done))
    return redirect(goal)
