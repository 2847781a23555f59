"""Tying what a council did to its instrument."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.forms.councils import FindItemForm, TieForm
from interlocal.partnerships.meetings.queries import councils as queries
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once


@requires(Permission.COUNCIL)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: SignedInRequest, instrument_id: str) -> HttpResponse:
    """Offer the items that are likely about an instrument, find others, and tie one."""
    instrument = queries.instrument_to_tie(request.user, instrument_id)
    if request.method == "POST":
        chosen = TieForm(request.POST)
        item = queries.item_of_council(instrument, chosen.cleaned_data["item"] if chosen.is_valid() else "")
        act_at_once(
            request,
            lambda: actions.tie_item(by=request.user, item=item, instrument=instrument, now=clock.now()),
            done=_("It is tied: the instrument and the adoption matrix show it."),
        )
        return redirect("meetings:council-evidence", instrument_id)
    form = FindItemForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "instrument": instrument,
        "instrument_url": reverse("instruments:detail", args=[instrument_id]),
        "form": form,
        "words": words,
        "ties": queries.tied_to(instrument),
        "candidates": queries.candidates_for(instrument, words),
    }
    return render(request, "meetings/councils/evidence.html", context)


@requires(Permission.COUNCIL)
@require_POST
def untie(request: SignedInRequest, evidence_id: str) -> HttpResponse:
    """Say that an item is no evidence after all."""
    found = queries.evidence_to_untie(request.user, evidence_id)
    act_at_once(
        request,
        lambda: actions.untie_item(by=request.user, evidence=found, now=clock.now()),
        done=_("It is no longer tied. That it was stays in the audit."),
    )
    return redirect("meetings:council-evidence", found.instrument.public_id)
