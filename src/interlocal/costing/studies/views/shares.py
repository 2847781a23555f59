"""The page of a way of sharing, which checks a formula while it is written and tries it on the study."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import ShareForm
from interlocal.costing.studies.models import ShareKind, ShareRule, Study
from interlocal.costing.studies.rules import Permission
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.web.public import refuse_form

SAID = ("name", "kind", "library")
KEPT = ("name", "kind", "solution", "formula", "pays", "names", "group", "history")


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_share(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a way of sharing."""
    return _share(request, queries.led_study_for(request.user, public_id), None)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_share(request: SignedInRequest, public_id: str, share_id: str) -> HttpResponse:
    """Put a way of sharing in the place of another."""
    share = queries.led_share_for(request.user, public_id, share_id)
    return _share(request, share.study, share)


@requires(Permission.LEAD)
@require_POST
def check_share(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what is wrong with what is typed, how it reads and what each city would pay; nothing is saved."""
    study = queries.led_study_for(request.user, public_id)
    form = _form(request, study, None)
    context = {"form": form, **_checked(form, study)}
    answer = render(request, "studies/share.html#checked", context)
    if not form.read.faults and form.asked != request.POST.get("asked", "").split():
        # Nobody has had a chance yet to fill what is only just asked for.
        form.errors.clear()
        answer.write(render_to_string("studies/share.html#asked", {**context, "is_swapped": True}, request))
    return answer


def _form(request: SignedInRequest, study: Study, share: ShareRule | None) -> ShareForm:
    given = {key: text for key, text in request.GET.items() if key in SAID or key.startswith("weight-")}
    if share is not None:
        given = {name: getattr(share, name) for name in KEPT}
        given["library"] = f"library:{share.library}" if share.library else ""
        given |= {f"weight-{key}": weight for key, weight in share.weights.items()}
    return ShareForm(
        request.POST if request.method == "POST" else None,
        volumes=queries.volumes_of(study),
        options=list(queries.options_of(study)),
        initial=given,
    )


def _share(request: SignedInRequest, study: Study, share: ShareRule | None) -> HttpResponse:
    form, goal = _form(request, study, share), reverse("studies:options", args=[study.public_id])
    is_asked_only = "check" in request.POST
    if request.method == "POST" and not is_asked_only and form.is_valid():
        try:
            actions.put_share(
                by=request.user, study=study, replaces=share, facts=form.facts(), now=clock.now()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The way of sharing is there."))
            return redirect(goal)
    context = {
        "form": form,
        "study": study,
        "share": share,
        "back": goal,
        "is_asked_only": is_asked_only,
        **_checked(form, study),
    }
    return render(request, "studies/share.html", context)


def _checked(form: ShareForm, study: Study) -> dict[str, Any]:
    """Return what is missing, or what each city would pay by what is typed; nothing for nothing."""
    kind = form["kind"].value()
    if kind == ShareKind.FORMULA and form.read.faults:
        return {}
    facts = form.facts_so_far()
    if mistakes := form.mistakes:
        return {"mistakes": mistakes}
    if not _is_chosen(facts):
        return {"missing": rules.no_weight()} if form.has_only_zeros else {}
    if kind == ShareKind.FORMULA:
        try:
            rules.check_formula(facts)
        except Refusal as refusal:
            return {"missing": str(refusal)}
    if form.under is None:
        return {"missing": _("Add an option first: the preview shares what it costs.")}
    name = str(form["name"].value() or _("This way of sharing"))[:60]
    return {"preview": queries.tried(study, ShareRule(study=study, **{**facts, "name": name}), form.under)}


def _is_chosen(facts: dict[str, Any]) -> bool:
    """Is there something to share by?"""
    by_kind = {ShareKind.DRIVERS: "weights", ShareKind.SOLUTION: "solution"}
    needed = by_kind.get(facts["kind"])
    return facts["kind"] in ShareKind and (needed is None or bool(facts[needed]))
