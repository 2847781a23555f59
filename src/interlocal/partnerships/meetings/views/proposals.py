"""What people of the members want on an agenda, and what the body's officers answer."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.forms import AnswerForm, ProposalForm, TakeForm
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once, answer


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Propose something for an agenda."""
    body = queries.body_to_propose_to(request.user, public_id, clock.today())
    form = ProposalForm(
        request.POST or None,
        places=queries.places_to_propose_for(request.user, body, clock.today()),
        meetings=queries.coming_meetings(body, clock.now()),
        initial={"wanted_at": request.GET.get("meeting", "")},
    )
    page = reverse("meetings:body", args=[public_id])

    def act() -> str:
        actions.propose_item(by=request.user, body=body, facts=form.cleaned_data, now=clock.now())
        return page

    return answer(
        request,
        form,
        act,
        done=_("Your proposal is with those who prepare the agenda."),
        title=_("Propose an item to %(body)s") % {"body": body.name},
        lead=_("Those who prepare the agenda take it up or answer you."),
        button=_("Propose the item"),
        back=page,
        back_name=body.name,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: SignedInRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """Put a proposal on an agenda."""
    proposal = queries.proposal_to_answer(request.user, public_id, proposal_id, clock.today())
    coming = queries.coming_meetings(proposal.body, clock.now())
    form = TakeForm(request.POST or None, meetings=coming, initial={"meeting": proposal.wanted_at_id})

    def act() -> str:
        item = actions.take_proposal(by=request.user, proposal=proposal, now=clock.now(), **form.cleaned_data)
        return reverse("meetings:detail", args=[item.meeting.public_id])

    return answer(
        request,
        form,
        act,
        done=_("The proposal is on the agenda."),
        title=_("Put on an agenda: %(title)s") % {"title": proposal.title},
        lead=proposal.detail,
        button=_("Put it on the agenda"),
        back=reverse("meetings:body", args=[public_id]),
        back_name=proposal.body.name,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: SignedInRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """Decline a proposal, with an answer."""
    proposal = queries.proposal_to_answer(request.user, public_id, proposal_id, clock.today())
    form = AnswerForm(request.POST or None)
    page = reverse("meetings:body", args=[public_id])

    def act() -> str:
        actions.decline_proposal(by=request.user, proposal=proposal, now=clock.now(), **form.cleaned_data)
        return page

    return answer(
        request,
        form,
        act,
        done=_("The proposal is declined, with your answer."),
        title=_("Decline: %(title)s") % {"title": proposal.title},
        lead=_("The proposal stays on record with your answer."),
        button=_("Decline the proposal"),
        back=page,
        back_name=proposal.body.name,
    )


@requires(Permission.READ)
@require_POST
def withdraw(request: SignedInRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """Take one's own proposal back."""
    proposal = queries.own_proposal(request.user, public_id, proposal_id)
    act_at_once(
        request,
        lambda: actions.withdraw_proposal(by=request.user, proposal=proposal, now=clock.now()),
        done=_("Your proposal is taken back."),
    )
    return redirect("meetings:body", public_id)
