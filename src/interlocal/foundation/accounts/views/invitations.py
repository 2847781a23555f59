"""Accepting an invitation by the link in the mail."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.invitations import accept_invitation
from interlocal.foundation.accounts.forms import AcceptForm
from interlocal.foundation.accounts.models import AccountState, IdentityProvider, Invitation
from interlocal.foundation.accounts.models.invitations import InvitationState
from interlocal.foundation.accounts.queries.providers import provider_for
from interlocal.foundation.accounts.views.city import begin_accepting
from interlocal.foundation.accounts.views.guards import limited
from interlocal.foundation.accounts.views.languages import spoken_to
from interlocal.foundation.accounts.views.signed import require_signature
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.web.public import refuse_form


@open_to_public
@never_cache
@sensitive_post_parameters("password", "again")
@limited("signed_link")
def accept(request: HttpRequest, public_id: str, sending: int, signature: str) -> HttpResponse:
    """Show the offer, and accept it: somebody new chooses a password, somebody known only confirms."""
    require_signature(f"/invitations/{public_id}/{sending}/", signature)
    invitation = get_object_or_404(
        Invitation.objects.select_related("user", "invited_by"), public_id=public_id, sent_count=sending
    )
    with spoken_to(request, invitation.user):
        return _answer(request, invitation)


def _answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if invitation.state_at(clock.now()) != InvitationState.OPEN:
        return render(request, "accounts/invitation_over.html", {"invitation": invitation}, status=410)
    if invitation.user.state != AccountState.INVITED:
        return _accept_known(request, invitation)
    provider = _city_of(invitation)
    if provider is not None and request.method == "POST" and "city" in request.POST:
        return begin_accepting(request, invitation, provider)
    initial = {"name": invitation.user.name, "language": invitation.user.language}
    form = AcceptForm(request.POST or None, user=invitation.user, initial=initial)
    if form.is_valid():
        try:
            return _accept_new(request, invitation, form)
        except Refusal as refusal:
            refuse_form(form, refusal)
    context = {"invitation": invitation, "form": form, "provider": provider}
    return render(request, "accounts/invitation.html", context)


def _city_of(invitation: Invitation) -> IdentityProvider | None:
    """Return the provider that may stand for a password: of the city of the role, and of the address."""
    provider = provider_for(invitation.user.email)
    return provider if provider is not None and rules.is_of_city(invitation, provider) else None


def _accept_new(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> HttpResponse:
    given = form.cleaned_data
    user = accept_invitation(
        invitation=invitation,
        name=given["name"],
        language=given["language"],
        password=given["password"],
        now=clock.now(),
    )
    record_authentication(request, user, method="password", email=user.email)
    messages.success(request, _("Welcome. Your account is ready; now protect it with a second step."))
    login = Login(user=user, redirect_url=reverse("mfa_activate_totp"), email=user.email)
    answer: HttpResponse = perform_login(request, login)
    return answer


def _accept_known(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        try:
            accept_invitation(invitation=invitation, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("You accepted. Sign in as you always do."))
            return redirect("account_login")
    return render(request, "accounts/invitation_known.html", {"invitation": invitation})
