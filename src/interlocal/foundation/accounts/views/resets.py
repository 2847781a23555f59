"""The way back for a lost authenticator: asking, deciding, confirming."""

from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from interlocal.foundation.accounts.actions.resets import (
    approve_reset,
    ask_reset,
    confirm_reset,
    refuse_reset,
)
from interlocal.foundation.accounts.forms import ApproveResetForm
from interlocal.foundation.accounts.models import AuthenticatorReset, SignedInRequest, User
from interlocal.foundation.accounts.models.resets import ResetState
from interlocal.foundation.accounts.queries.lists import people_visible_to
from interlocal.foundation.accounts.rules import Permission
from interlocal.foundation.accounts.views.guards import after_password, limited, over_limit
from interlocal.foundation.accounts.views.languages import spoken_to
from interlocal.foundation.accounts.views.signed import require_signature
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.web.public import refuse_form


@open_to_public
@after_password
def lost(request: HttpRequest) -> HttpResponse:
    """After the password: ask a coordinator to take the second step away."""
    user: User = request._login_stage.login.user  # type: ignore[attr-defined]  # noqa: SLF001
    if request.method == "POST":
        refused = over_limit(request, "lost_authenticator", user.public_id)
        if refused is not None:
            return refused
        ask_reset(user=user, now=clock.now())
        clear_login(request)
        return render(request, "accounts/lost_asked.html")
    return render(request, "accounts/lost.html")


@open_to_public
@never_cache
@limited("signed_link")
def confirm(request: HttpRequest, public_id: str, signature: str) -> HttpResponse:
    """By the link in the mail: take the second step away, then sign in with the password."""
    require_signature(f"/account/lost-authenticator/{public_id}/", signature)
    reset = get_object_or_404(AuthenticatorReset.objects.select_related("user"), public_id=public_id)
    with spoken_to(request, reset.user):
        return _answer(request, reset)


def _answer(request: HttpRequest, reset: AuthenticatorReset) -> HttpResponse:
    if request.method == "POST":
        try:
            confirm_reset(reset=reset, now=clock.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Done. Sign in, then set up a second step again."))
            return redirect("account_login")
    is_open = reset.state_at(clock.now()) == ResetState.APPROVED
    return render(request, "accounts/lost_confirm.html", {"is_open": is_open}, status=200 if is_open else 410)


@requires(Permission.RESET)
def approve(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Approve a person's request, or offer the reset, after checking who asks."""
    viewer = request.user
    person = _person(viewer, public_id)
    form = ApproveResetForm(request.POST or None)
    if form.is_valid():
        try:
            approve_reset(by=viewer, user=person, **form.cleaned_data, now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("A link is on its way to %s.") % person.email)
            return redirect("accounts:person", person.public_id)
    return render(request, "accounts/reset.html", {"form": form, "person": person})


@requires(Permission.RESET)
@require_POST
def refuse(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Refuse a person's request."""
    viewer = request.user
    person = _person(viewer, public_id)
    reset = get_object_or_404(AuthenticatorReset, user=person, done_at=None, refused_at=None)
    try:
        refuse_reset(by=viewer, reset=reset, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The request is refused, and the person is told."))
    return redirect("accounts:person", person.public_id)


def _person(viewer: User, public_id: str) -> User:
    if not viewer.may(Permission.RESET, PARTNERSHIP):
        raise Http404
    person: User = get_object_or_404(
        people_visible_to(viewer).exclude(pk=viewer.pk), public_id=public_id, is_active=True
    )
    return person
