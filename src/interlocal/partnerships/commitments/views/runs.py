"""One run of a procedure: how far it is, what is left out, and its target date."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.audit.public import Ref, entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.commitments import actions, queries, rules
from interlocal.partnerships.commitments.forms import DateForm, ReasonForm
from interlocal.partnerships.commitments.models import ProcedureRun
from interlocal.partnerships.commitments.rules import Permission
from interlocal.partnerships.commitments.views.act import PersonRequest
from interlocal.web.public import refuse_form


@requires(Permission.READ)
@require_safe
def run(request: PersonRequest, public_id: str) -> HttpResponse:
    """Show how far a run is."""
    found = queries.run_for(request.user, public_id)
    subject = Ref(found.subject_kind, found.subject_id)
    states = queries.run_states(
        [subject], today=clock.today(), user=request.user, procedure=found.procedure.slug
    )
    ref = ref_to(found)
    return render(
        request,
        "commitments/procedures/run.html",
        {
            "run": found,
            "state": states[subject, found.jurisdiction.public_id],
            "skipped": found.skipped.select_related("by"),
            "entries": entries_about(ref.kind, ref.public_id),
            "may_lead": rules.may_lead_run(request.user, found),
            "subject_url": queries.record_url(found.subject_kind, found.subject_id),
        },
    )


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def skip(request: PersonRequest, public_id: str, step_key: str) -> HttpResponse:
    """Leave a step out, with a reason."""
    found = _run_to_lead(request, public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.skip_step(
                by=request.user,
                run=found,
                step_key=step_key,
                reason=form.cleaned_data["reason"],
                now=clock.now(),
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The step is skipped."))
            return redirect("commitments:run", public_id)
    page = {
        "run": found,
        "form": form,
        "title": _("Skip a step"),
        "button": _("Skip this step"),
        "lead": _step_title(found, step_key),
    }
    return render(request, "commitments/procedures/act.html", page)


@requires(Permission.OPEN)
@require_POST
def resume(request: PersonRequest, public_id: str, step_key: str) -> HttpResponse:
    """Take up a step that was skipped."""
    found = _run_to_lead(request, public_id)
    try:
        actions.resume_step(by=request.user, run=found, step_key=step_key, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The step is taken up again."))
    return redirect("commitments:run", public_id)


@requires(Permission.OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def move_target(request: PersonRequest, public_id: str) -> HttpResponse:
    """Set or move the target date; the open steps that count from it move with it."""
    found = _run_to_lead(request, public_id)
    form = DateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.move_target(
                by=request.user, run=found, to_on=said["due_on"], reason=said["reason"], now=clock.now()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The target date is recorded."))
            return redirect("commitments:run", public_id)
    page = {
        "run": found,
        "form": form,
        "title": _("Set the target date"),
        "button": _("Record the target date"),
        "lead": _("Open steps that count from it move with it. Their former dates stay on record."),
    }
    return render(request, "commitments/procedures/act.html", page)


def _run_to_lead(request: PersonRequest, public_id: str) -> ProcedureRun:
    found = queries.run_for(request.user, public_id)
    if not rules.may_lead_run(request.user, found):
        raise Http404
    return found


def _step_title(run: ProcedureRun, step_key: str) -> str:
    for step in run.version.read():
        if step.key == step_key:
            return step.title
    raise Http404
