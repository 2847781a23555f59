"""The step that every form page of planning shares: try the action, show a refusal at its field, or go on."""

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
from interlocal.programs.training.models import Cohort, Course
from interlocal.web.public import refuse_form


def page_of(record: Cohort | Course) -> str:
    """Return the address of a cohort or a course."""
    name = "training:cohort" if isinstance(record, Cohort) else "training:course"
    return reverse(name, args=[record.public_id])


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], Cohort | Course | None],
    *,
    record: Cohort | Course | None,
    done: str | Promise,
    **page: Any,
) -> HttpResponse:
    """Show ``form``; once it is valid run ``action`` and go to what it returns, or to ``record``.

    ``page`` gives ``title``, ``button``, and perhaps ``lead``, ``goal`` (an address) and more for the page.
    """
    back = page.pop("goal", "") or (page_of(record) if record else reverse("training:courses"))
    if request.method == "POST" and form.is_valid():
        try:
            made = action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect(page_of(made) if made else back)
    context = {"form": form, "record": record, "back": back, **page}
    return render(request, "training/planning/form.html", context)


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
