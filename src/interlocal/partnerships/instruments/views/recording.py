"""Instruments known from a register; corrections; statements made, corrected and published."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.forms import InstrumentForm, RegisterForm, StatementForm
from interlocal.partnerships.instruments.rules import Permission
from interlocal.partnerships.jurisdictions.public import jurisdictions_where
from interlocal.web.public import refuse_form


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: SignedInRequest) -> HttpResponse:
    """Record an instrument of which only the title, numbers and dates are known."""
    form = RegisterForm(
        request.POST or None,
        jurisdictions=jurisdictions_where(request.user, Permission.ADD),
        statements=queries.statements_for(request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.record_instrument(
                by=request.user,
                jurisdiction=form.cleaned_data["jurisdiction"],
                statement=form.cleaned_data["statement"],
                facts=form.facts(),
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The instrument is recorded."))
            return redirect("instruments:detail", saved.public_id)
    return render(request, "instruments/record.html", {"form": form})


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Correct what is known of an instrument."""
    found = queries.instrument_to_correct(request.user, public_id)
    form = InstrumentForm(request.POST or None, initial=queries.facts_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_instrument(by=request.user, instrument=found, facts=form.facts(), now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The instrument is corrected."))
            return redirect("instruments:detail", public_id)
    return render(request, "instruments/correct.html", {"instrument": found, "form": form})


@requires(Permission.CONVENE)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_statement(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Correct the name of a statement."""
    found = queries.statement_for(request.user, public_id)
    form = StatementForm(request.POST or None, initial={"title": found.title, "summary": found.summary})
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_statement(by=request.user, statement=found, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The statement is corrected."))
            return redirect("instruments:statement", public_id)
    return render(request, "instruments/correct_statement.html", {"statement": found, "form": form})


@requires(Permission.CONVENE)
@require_POST
def publish(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Put a statement on the public pages, or take it off."""
    found = queries.statement_for(request.user, public_id)
    try:
        if found.published_at is None:
            actions.publish_statement(by=request.user, statement=found, now=clock.now())
            messages.success(request, _("The public can read the statement now."))
        else:
            actions.withdraw_statement_from_public(by=request.user, statement=found, now=clock.now())
            messages.success(request, _("The statement is off the public pages."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("instruments:statement", public_id)
