"""Sign-off: asked by whoever keeps the study, signed or declined by each city for itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import ReasonForm, SignForm, SignOffForm, SureForm
from interlocal.costing.studies.models import SignOff, SignOffCity
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires

ENTRIES = 30


def _page_of(sign_off: SignOff) -> str:
    return reverse("studies:sign-off", args=[sign_off.study.public_id, sign_off.public_id])


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_sign_off(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask the cities to sign the finished result."""
    study = queries.led_study_for(request.user, public_id)
    run = queries.finished_run(study)
    if run is None:
        messages.error(
            request, _("Only a finished result is signed: make all draws of the study as it stands first.")
        )
        return redirect("studies:result", public_id)
    assert run.result is not None
    options = run.result["options"]
    form = SignOffForm(
        request.POST or None,
        options=[one["title"] for one in options],
        shares=[share["rule"] for one in options for share in one["shares"]],
        initial={"option": request.GET.get("option", ""), "share": request.GET.get("share", "")},
    )

    def act() -> None:
        facts = form.cleaned_data
        offer = queries.offer_of_run(run, facts["option"], facts["share"])
        actions.ask_for_sign_off(by=request.user, run=run, offer=offer, facts=facts, now=clock.now())

    page = {
        "title": gettext_lazy("Ask the cities to sign the result"),
        "lead": gettext_lazy(
            "Each city that takes part signs what is shown for it. A signature is of exactly this study "
            "file: what is changed later is not signed."
        ),
        "button": gettext_lazy("Ask the cities"),
    }
    goal = reverse("studies:together", args=[public_id])
    done = gettext_lazy("The cities are asked to sign.")
    return answer(request, form, act, record=study, done=done, page=page, goal=goal)


@requires(Permission.READ)
@require_safe
def sign_off(request: SignedInRequest, public_id: str, sign_off_id: str) -> HttpResponse:
    """Show who has signed what."""
    found = queries.sign_off_for(request.user, public_id, sign_off_id)
    context = {
        "study": found.study,
        "read": queries.read_sign_off(request.user, found),
        "sign_off": found,
        "may_lead": rules.may_lead(request.user),
        "entries": entries_about(ref_to(found).kind, sign_off_id)[:ENTRIES],
    }
    return render(request, "studies/sign_off.html", context)


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_result(request: SignedInRequest, asked_id: str) -> HttpResponse:
    """Sign for one's own city; whoever speaks for another is shown the sign-off."""
    asked = queries.signing_for(request.user, asked_id)
    if request.method != "POST" and not rules.may_speak(request.user, asked.city.jurisdiction):
        return redirect(_page_of(asked.sign_off))
    asked = queries.own_signing_for(request.user, asked_id)
    form = SignForm(request.POST or None, initial={"name": request.user.name})

    def act() -> None:
        actions.sign_result(by=request.user, asked=asked, now=clock.now(), **form.cleaned_data)

    page = {
        "title": _("Sign the result for %(city)s") % {"city": asked.city.jurisdiction.name},
        "button": gettext_lazy("Sign the result"),
        "template": "studies/sign_result.html",
        "stands": queries.current_digest(asked.sign_off.study) == asked.sign_off.digest,
        "decline_url": reverse("studies:decline-result", args=[asked_id]),
        **_shown(asked),
    }
    done = gettext_lazy("The result is signed.")
    record, goal = asked.sign_off.study, _page_of(asked.sign_off)
    return answer(request, form, act, record=record, done=done, page=page, goal=goal)


@requires(Permission.SPEAK)
@require_http_methods(["GET", "HEAD", "POST"])
def decline_result(request: SignedInRequest, asked_id: str) -> HttpResponse:
    """Say that the city does not sign, and why."""
    asked = queries.own_signing_for(request.user, asked_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.decline_result(by=request.user, asked=asked, reason=reason, now=clock.now())

    page = {
        "title": _("%(city)s does not sign") % {"city": asked.city.jurisdiction.name},
        "button": gettext_lazy("Decline to sign"),
        "lead": gettext_lazy(
            "All who read the study see the reason. You can still sign later, while it is asked."
        ),
    }
    done = gettext_lazy("It is on record that your city does not sign.")
    record, goal = asked.sign_off.study, _page_of(asked.sign_off)
    return answer(request, form, act, record=record, done=done, page=page, goal=goal)


def _shown(asked: SignOffCity) -> dict[str, object]:
    found = asked.sign_off
    city = asked.city.jurisdiction.name
    return {
        "sign_off": found,
        "sentence": queries.sentence_for(found, city),
        "others": [row for row in found.cities if row["takes_part"] and row["city"] != city],
    }


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def end_sign_off(request: SignedInRequest, public_id: str, sign_off_id: str) -> HttpResponse:
    """End a sign-off."""
    found = queries.led_sign_off_for(request.user, public_id, sign_off_id)
    form = SureForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.end_sign_off(by=request.user, sign_off=found, now=clock.now())

    page = {
        "title": gettext_lazy("End the sign-off"),
        "lead": gettext_lazy(
            "What is signed stays as it is; cities that have not signed are no longer asked. "
            "Ask anew when they should."
        ),
        "button": gettext_lazy("End the sign-off"),
    }
    done = gettext_lazy("The sign-off is ended.")
    return answer(request, form, act, record=found.study, done=done, page=page, goal=_page_of(found))
