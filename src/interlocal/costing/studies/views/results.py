"""What a study comes to: looked at at once, drawn as a job, and as the file that the command line reads."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.models import Run, Study
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import try_now
from interlocal.costing.studies.views.charts import charts_of
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.jobs.public import Job
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires


@requires(Permission.READ)
@require_safe
def result(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what each option comes to for each city; the address may say which cities take part."""
    study = queries.study_for(request.user, public_id)
    taking = _taking(request)
    context: dict[str, Any] = {
        "study": study,
        "signed": queries.signed_baselines(study),
        "taking": taking,
        "is_what_if": taking is not None,
        "may_lead": rules.may_lead(request.user),
        "sent": queries.cost_clauses_of(study),
    }
    try:
        text = queries.study_file(study, taking)
        run = queries.run_of(study, text) if taking is None else None
        found = run.result if run and run.result else queries.looked_at(text)
    except Refusal as refusal:
        asked = {"option": request.GET.get("option", ""), "share": request.GET.get("share", "")}
        context |= {"refusal": str(refusal), "asked": asked, "ticked": taking}
        return render(request, "studies/result.html", context)
    chosen = _chosen(request, found)
    compared = {one["title"] for one in found["options"]}
    context["waiting"] = [one.title for one in queries.options_of(study) if one.title not in compared]
    members = chosen["option"]["members"]
    context["ticked"] = {
        one.city.public_id for one in context["signed"] if one.city.jurisdiction.name in members
    }
    context["asked"] = {"option": chosen["option"]["name"], "share": chosen["share"]["rule"]}
    context["talk"] = queries.talk_counts(study)
    context["sign_offs"] = queries.live_sign_offs(request.user, study, text) if taking is None else ()
    context |= {"run": run, "job": _job_of(run), "found": found, **chosen, **_nearest(study, text, chosen)}
    return render(request, "studies/result.html", context)


def _taking(request: SignedInRequest) -> set[str] | None:
    asked = request.GET.getlist("city")
    return set(asked) if asked else None


def _job_of(run: Run | None) -> Job | None:
    return Job.objects.filter(key=run.job_key).first() if run and run.is_open else None


def _chosen(request: SignedInRequest, found: dict[str, Any]) -> dict[str, Any]:
    """Return the option and the way of sharing that the address asks for, else the first of each."""
    options = found["options"]
    option = next((one for one in options if one["name"] == request.GET.get("option")), options[0])
    shares = option["shares"]
    share = next((one for one in shares if one["rule"] == request.GET.get("share")), shares[0])
    query = [("option", option["name"]), ("share", share["rule"])]
    query += [("city", one) for one in request.GET.getlist("city")]
    return {
        "option": option,
        "share": share,
        "chosen_query": urlencode(query),
        **charts_of(found, option, share),
    }


def _nearest(study: Study, text: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return the nearest weights that nobody would leave, and what adds them, where somebody would."""
    share = chosen["share"]
    if share["stable"]:
        return {}
    try:
        found = queries.nearest_weights(text, chosen["option"]["name"], share["rule"])
    except Refusal as refusal:
        return {"nearest": queries.NearestWeights({}, str(refusal))}
    if found is None or not found.weights:
        return {"nearest": found}
    ids = {line.name: line.public_id for line in queries.volumes_of(study)}
    query = {f"weight-{ids[name]}": f"{weight.normalize():f}" for name, weight in found.weights.items()}
    name = _("%(rule)s, stable") % {"rule": share["rule"]}
    return {"nearest": found, "nearest_query": urlencode({"name": name[:60], "kind": "drivers", **query})}


@requires(Permission.READ)
@require_safe
def file(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Hand out the study file that ``mutual study`` works out to the same cents."""
    study = queries.study_for(request.user, public_id)
    try:
        text = queries.study_file(study, _taking(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(_result_of(study))
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="study-{study.public_id}.toml"'
    return response


@requires(Permission.LEAD)
@require_POST
def begin(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask for the draws of the study as it stands."""
    study = queries.led_study_for(request.user, public_id)

    def act() -> None:
        actions.begin_run(by=request.user, study=study, text=queries.study_file(study), now=clock.now())

    return try_now(
        request, act, goal=_result_of(study), done=_("It is being drawn. You can leave and come back.")
    )


@requires(Permission.LEAD)
@require_POST
def stop(request: SignedInRequest, public_id: str, run_id: str) -> HttpResponse:
    """Stop the draws."""
    run = queries.open_run_for(request.user, public_id, run_id)
    actions.stop_run(by=request.user, run=run, now=clock.now())
    return redirect(_result_of(run.study))


def _result_of(study: Study) -> str:
    return reverse("studies:result", args=[study.public_id])
