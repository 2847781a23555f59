"""The step that every form page shares: try the action, show a refusal at its field, or go on."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from interlocal.costing.studies.models import Study, StudyCity
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel.exceptions import Refusal
from interlocal.web.public import refuse_form


def page_of(record: Study | StudyCity) -> str:
    """Return the address of a study, or of a city's baseline."""
    name = "studies:detail" if isinstance(record, Study) else "studies:baseline"
    return reverse(name, args=[record.public_id])


def answer(
    request: SignedInRequest,
    form: BaseForm,
    action: Callable[[], models.Model | None],
    *,
    record: Study | StudyCity | None,
    done: str | Promise,
    page: Mapping[str, object],
    goal: str = "",
) -> HttpResponse:
    """Show ``form``; once it is valid run ``action`` and go to ``goal``, ``record``, or what was made."""
    if request.method == "POST" and form.is_valid():
        try:
            made = action()
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(done))
            where = record or made
            assert isinstance(where, Study | StudyCity)
            return redirect(goal or page_of(where))
    study = record.study if isinstance(record, StudyCity) else record
    context = {
        "form": form,
        "study": study,
        "city": record if isinstance(record, StudyCity) else None,
        "back": goal or (page_of(record) if record else reverse("studies:list")),
        **page,
    }
    return render(request, str(page.get("template", "studies/form.html")), context)


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
