"""Polls of intent: asked by whoever keeps the study, answered by each city for itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import IntentForm, PollForm, SureForm
from interlocal.costing.studies.models import CityStand, IntentPoll
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires

ENTRIES = 30


def _page_of(poll: IntentPoll) -> str:
    return reverse("studies:poll", args=[poll.study.public_id, poll.public_id])


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def open_poll(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask cities whether they would join."""
    study = queries.led_study_for(request.user, public_id)
    signed = [one.city for one in queries.signed_baselines(study)]
    asked = request.GET.getlist("city")
    form = PollForm(
        request.POST or None,
        options=[one.title for one in queries.options_of(study)],
        shares=[one.name for one in queries.shares_of(study)],
        cities=signed,
        initial={
            "option": request.GET.get("option", ""),
            "share": request.GET.get("share", ""),
            "cities": asked or [one.public_id for one in signed if one.stand == CityStand.PART],
        },
    )

    def act() -> None:
        facts = dict(form.cleaned_data)
        facts["cities"] = list(facts["cities"])
        rules.check_poll(facts, clock.today())
        taking = {city.public_id for city in facts["cities"]}
        offer = queries.offer_of(study, taking, facts["option"], facts["share"])
        actions.open_poll(by=request.user, study=study, offer=offer, facts=facts, now=clock.now())

    page = {
        "title": gettext_lazy("Ask the cities whether they would join"),
        "lead": _("Each answers for itself, and it binds nobody. Who sees the answers: %(rule)s.")
        % {"rule": study.get_answers_display()},
        "button": gettext_lazy("Ask the cities"),
    }
    goal = reverse("studies:together", args=[public_id])
    return answer(
        request, form, act, record=study, done=gettext_lazy("The cities are asked."), page=page, goal=goal
    )


@requires(Permission.READ)
@require_safe
def poll(request: SignedInRequest, public_id: str, poll_id: str) -> HttpResponse:
    """Show what the cities are asked, and of their answers what the person may see."""
    found = queries.poll_for(request.user, public_id, poll_id)
    context = {
        "study": found.study,
        "poll": found,
        "read": queries.read_poll(request.user, found),
        "may_lead": rules.may_lead(request.user),
        "entries": entries_about(ref_to(found).kind, poll_id)[:ENTRIES],
    }
    return render(request, "studies/poll.html", context)


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_poll(request: SignedInRequest, asked_id: str) -> HttpResponse:
    """Answer for one's own city; whoever speaks for another is shown the poll."""
    asked = queries.asked_for(request.user, asked_id)
    if not rules.may_speak(request.user, asked.city.jurisdiction):
        if request.method == "POST":
            raise Http404
        return redirect(_page_of(asked.poll))
    stands = queries.standing_answer(asked)
    initial = {"kind": stands.kind, "condition": stands.condition, "note": stands.note} if stands else None
    form = IntentForm(request.POST or None, initial=initial)
    city = asked.city.jurisdiction.name

    def act() -> None:
        actions.answer_poll(by=request.user, asked=asked, facts=form.cleaned_data, now=clock.now())

    page = {
        "title": _("Would %(city)s join?") % {"city": city},
        "lead": asked.poll.words,
        "button": gettext_lazy("Answer for the city"),
        "poll": asked.poll,
        "row": asked.poll.by_city.get(city),
        "others": [row for row in asked.poll.cities if row["takes_part"] and row["city"] != city],
        "stands": queries.still_stands(asked.poll, queries.taking_of(asked.poll)),
        "template": "studies/answer_poll.html",
    }
    return answer(
        request,
        form,
        act,
        record=asked.poll.study,
        done=gettext_lazy("The answer is given. It can be changed until the poll is closed."),
        page=page,
        goal=_page_of(asked.poll),
    )


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def close_poll(request: SignedInRequest, public_id: str, poll_id: str) -> HttpResponse:
    """Close a poll."""
    found = queries.led_poll_for(request.user, public_id, poll_id)
    form = SureForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.close_poll(by=request.user, poll=found, now=clock.now())

    page = {
        "title": gettext_lazy("Close the poll"),
        "lead": gettext_lazy(
            "Answers stay as they are, and cities that have not answered are no longer asked. "
            "A poll that is closed is not opened again; ask anew instead."
        ),
        "button": gettext_lazy("Close the poll"),
    }
    done = gettext_lazy("The poll is closed.")
    return answer(request, form, act, record=found.study, done=done, page=page, goal=_page_of(found))


@requires(Permission.READ)
@require_safe
def together(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show where the cities stand: what they were asked and how far the answers have come."""
    study = queries.study_for(request.user, public_id)
    context = {
        "study": study,
        "polls": queries.polls_of(study),
        "sign_offs": queries.read_sign_offs(request.user, study),
        "may_lead": rules.may_lead(request.user),
    }
    return render(request, "studies/together.html", context)
