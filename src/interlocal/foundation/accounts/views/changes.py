"""What is done to other people's accounts: inviting, granting, ending, suspending."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.grants import end_role, grant_role
from interlocal.foundation.accounts.actions.invitations import invite, resend_invitation, withdraw_invitation
from interlocal.foundation.accounts.actions.leaving import anonymise
from interlocal.foundation.accounts.actions.states import restore, suspend
from interlocal.foundation.accounts.forms import AnonymiseForm, GrantForm, InvitationForm, SuspendForm
from interlocal.foundation.accounts.models import AccountState, Invitation, RoleGrant, SignedInRequest, User
from interlocal.foundation.accounts.queries.holdings import holdings_of, successors_of
from interlocal.foundation.accounts.queries.lists import people_visible_to
from interlocal.foundation.accounts.queries.scopes import places_within, scope_labels
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.web.public import refuse_form


@requires(Permission.INVITE)
def invite_person(request: SignedInRequest) -> HttpResponse:
    """Invite a person to a role."""
    viewer = request.user
    places = places_within(viewer.reach(Permission.INVITE))
    form = InvitationForm(request.POST or None, places=places, initial={"from_on": clock.today()})
    if form.is_valid():
        try:
            invitation = invite(by=viewer, **form.cleaned_data, now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The invitation is on its way to %s.") % invitation.user.email)
            return redirect("accounts:person", invitation.user.public_id)
    return render(request, "accounts/invite.html", {"form": form})


@requires(Permission.GRANT)
def grant(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Grant a role to a person who has an account."""
    viewer = request.user
    person = _person(viewer, public_id)
    if person.state != AccountState.ACTIVE:
        raise Http404
    places = places_within(viewer.reach(Permission.GRANT))
    form = GrantForm(request.POST or None, places=places, initial={"from_on": clock.today()})
    if form.is_valid():
        try:
            grant_role(by=viewer, user=person, **form.cleaned_data, now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The role is granted."))
            return redirect("accounts:person", person.public_id)
    return render(request, "accounts/grant.html", {"form": form, "person": person})


@requires(Permission.GRANT)
def end(request: SignedInRequest, public_id: str, grant_id: str) -> HttpResponse:
    """End a role, after saying what will be lost."""
    viewer = request.user
    person = _person(viewer, public_id)
    held = get_object_or_404(RoleGrant.objects.filter(ended_on=None), user=person, public_id=grant_id)
    if not viewer.may(Permission.GRANT, held.scope):
        raise Http404
    if request.method == "POST":
        try:
            end_role(by=viewer, grant=held, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The role has ended."))
        return redirect("accounts:person", person.public_id)
    context = {"grant": held, "person": person, "labels": scope_labels()}
    return render(request, "accounts/end_role.html", context)


@requires(Permission.SUSPEND)
def suspend_person(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Suspend an account, after saying what that does."""
    viewer, today = request.user, clock.today()
    person = _leaving(viewer, public_id)
    given = request.POST if request.method == "POST" else None
    form = SuspendForm(given, people=successors_of(person, viewer=viewer, on=today))
    if request.method == "POST" and form.is_valid():
        try:
            suspend(by=viewer, user=person, **form.cleaned_data, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The account is suspended, and signed out everywhere."))
        return redirect("accounts:person", person.public_id)
    context = {"person": person, "form": form, "holdings": holdings_of(person, on=today)}
    return render(request, "accounts/suspend.html", context)


@requires(Permission.SUSPEND)
def anonymise_person(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Erase the name of a person who left, after saying what will be lost; the address is typed."""
    person = _governed(request.user, public_id)
    if person.state == AccountState.FORMER:
        raise Http404
    form = AnonymiseForm(request.POST or None, email=person.email)
    if form.is_valid():
        try:
            anonymise(by=request.user, user=person, now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The name is erased. What this person did stays on record."))
            return redirect("accounts:person", person.public_id)
    return render(request, "accounts/anonymise.html", {"person": person, "form": form})


@requires(Permission.SUSPEND)
@require_POST
def restore_person(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Restore a suspended account."""
    person = _leaving(request.user, public_id)
    try:
        restore(by=request.user, user=person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The account is active again."))
    return redirect("accounts:person", person.public_id)


@requires(Permission.INVITE)
@require_POST
def resend(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send an invitation again."""
    viewer = request.user
    invitation = _invitation(viewer, public_id)
    try:
        resend_invitation(by=viewer, invitation=invitation, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is sent again; the earlier link no longer works."))
    return redirect("accounts:person", invitation.user.public_id)


@requires(Permission.INVITE)
@require_POST
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take an invitation back."""
    viewer = request.user
    invitation = _invitation(viewer, public_id)
    try:
        withdraw_invitation(by=viewer, invitation=invitation, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("accounts:person", invitation.user.public_id)


def _person(viewer: User, public_id: str) -> User:
    found: User = get_object_or_404(people_visible_to(viewer), public_id=public_id)
    return found


def _governed(viewer: User, public_id: str) -> User:
    if not viewer.may(Permission.SUSPEND, PARTNERSHIP):
        raise Http404
    return _person(viewer, public_id)


def _leaving(viewer: User, public_id: str) -> User:
    person = _person(viewer, public_id)
    if not viewer.may(Permission.SUSPEND, PARTNERSHIP) and not rules.may_suspend(viewer, person):
        raise Http404
    return person


def _invitation(viewer: User, public_id: str) -> Invitation:
    invitation = get_object_or_404(Invitation.objects.select_related("user"), public_id=public_id)
    if not viewer.may(Permission.INVITE, invitation.scope):
        raise Http404
    return invitation
