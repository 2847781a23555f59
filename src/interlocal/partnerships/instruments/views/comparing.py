"""A council's text that came back, compared with the common text, and each change decided."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.forms import BringForm, DecideForm
from interlocal.partnerships.instruments.rules import Permission
from interlocal.web.public import refuse_form

ANSWER_WITHIN = timedelta(days=14)


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take the text that came back from a council, and compare it."""
    found = queries.instrument_to_correct(request.user, public_id)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            returned = actions.bring_back(
                by=request.user,
                instrument=found,
                content=upload or form.cleaned_data["text"],
                file_name=upload.name if upload else "",
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The text is compared with the common text."))
            return redirect("instruments:returned", returned.public_id)
    return render(request, "instruments/bring_back.html", {"instrument": found, "form": form})


@requires(Permission.READ)
@require_safe
def returned(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show word by word where a council's text differs."""
    found = queries.returned_for(request.user, public_id)
    shown = queries.shown_text(found)
    count = len(shown.deviations)
    context = {
        "instrument": found.instrument,
        "shown": shown,
        "heading": ngettext("%(n)d passage differs", "%(n)d passages differ", count) % {"n": count},
        "is_behind": queries.was_behind(found),
        "may_decide": request.user.reach(Permission.CONVENE).everywhere,
    }
    return render(request, "instruments/returned.html", context)


@requires(Permission.CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Decide on one change: into the common text, for this council alone, or back."""
    deviation = queries.deviation_to_decide(request.user, public_id)
    form = DecideForm(request.POST or None, initial={"due_on": clock.today() + ANSWER_WITHIN})
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_deviation(
                by=request.user, deviation=deviation, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The decision is recorded."))
            return redirect("instruments:returned", deviation.returned.public_id)
    context = {
        "deviation": deviation,
        "shown": queries.shown_deviation(deviation),
        "instrument": deviation.returned.instrument,
        "form": form,
    }
    return render(request, "instruments/decide.html", context)
