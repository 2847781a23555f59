"""Recording what a council or its officer did, and how an instrument ended."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import store_upload
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires, signed_in
from interlocal.partnerships.instruments import actions, queries
from interlocal.partnerships.instruments.forms import STEP_FORMS, EndForm, StepForm
from interlocal.partnerships.instruments.models import Proceeding
from interlocal.partnerships.instruments.rules import OpenStep, Permission
from interlocal.web.public import refuse_form

EVIDENCE = "commitments.evidence"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def record_step(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record what was done at a step; number, date and vote go onto the instrument with it."""
    step = queries.step_to_record(request.user, public_id)
    if step.commitment.is_closed:
        return redirect("commitments:detail", public_id)
    told = queries.told_vote(request.user, step)
    form = STEP_FORMS[step.kind](
        request.POST or None,
        request.FILES or None,
        initial={"happened_on": clock.today()} | (queries.as_typed(told) if told else {}),
    )
    if request.method == "POST" and form.is_valid():
        try:
            proceeding = _record(request, step, form)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            said = {"step": step.step.title, "outcome": proceeding.get_outcome_display()}
            messages.success(request, _("%(step)s: recorded (%(outcome)s).") % said)
            return redirect("instruments:detail", step.instrument.public_id)
    context = {"step": step, "instrument": step.instrument, "form": form, "told": told}
    return render(request, "instruments/record_step.html", context)


@requires(Permission.ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record that an adopted instrument was renewed, superseded or rescinded, or expired."""
    found = queries.instrument_to_correct(request.user, public_id)
    successors = queries.possible_successors(found)
    form = EndForm(request.POST or None, successors=successors, initial={"ended_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_instrument(by=request.user, instrument=found, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The end of the instrument is recorded."))
            return redirect("instruments:detail", public_id)
    return render(request, "instruments/end.html", {"instrument": found, "form": form})


def _record(request: SignedInRequest, step: OpenStep, form: StepForm) -> Proceeding:
    """The file and the record of it stand or fall together."""
    now = clock.now()
    with transaction.atomic():
        upload = form.cleaned_data.get("evidence_file")
        stored = upload and store_upload(by=request.user, upload=upload, now=now, purpose=EVIDENCE)
        report = form.report(stored or None, today=clock.today())
        return actions.record_step(by=request.user, commitment=step.commitment, report=report, now=now)
