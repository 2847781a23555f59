"""A forgotten password."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from interlocal.foundation.accounts.actions.passwords import (
    ask_password_reset,
    may_reset_password,
    reset_password,
)
from interlocal.foundation.accounts.forms import NewPasswordForm, PasswordResetForm
from interlocal.foundation.accounts.models import SignedInRequest, User
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.foundation.accounts.views.guards import limited, over_limit
from interlocal.foundation.accounts.views.languages import spoken_to
from interlocal.foundation.accounts.views.signed import require_signature
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public, signed_in
from interlocal.web.public import refuse_form


@open_to_public
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same whether or not the address has an account."""
    form = PasswordResetForm(request.POST or None)
    if form.is_valid():
        email = normal_email(form.cleaned_data["email"])
        refused = over_limit(request, "reset_password", email)
        if refused is not None:
            return refused
        ask_password_reset(email=email, now=clock.now())
        return render(request, "account/password_reset_done.html", {"email": email})
    return render(request, "account/password_reset.html", {"form": form})


@open_to_public
@never_cache
@sensitive_post_parameters("password", "again")
@limited("signed_link")
def choose(request: HttpRequest, public_id: str, stamp: str, signature: str) -> HttpResponse:
    """Choose a new password by the link in the mail, then sign in with it and the second step."""
    require_signature(f"/account/password/reset/{public_id}/{stamp}/", signature)
    user = get_object_or_404(User, public_id=public_id)
    with spoken_to(request, user):
        return _answer(request, user, stamp)


@signed_in
def choose_first(request: SignedInRequest) -> HttpResponse:
    """Lead who has no password, signing in at their city, to the mail by which one is chosen."""
    if request.user.has_usable_password():
        return redirect("account_change_password")
    messages.info(request, _("You have no password here yet. Ask for a link, and choose one."))
    return redirect("account_reset_password")


def _answer(request: HttpRequest, user: User, stamp: str) -> HttpResponse:
    if not may_reset_password(user=user, stamp=stamp, now=clock.now()):
        return render(request, "account/password_reset_over.html", status=410)
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        try:
            reset_password(user=user, stamp=stamp, password=form.cleaned_data["password"], now=clock.now())
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("Your password is changed. Sign in with the new one."))
            return redirect("account_login")
    return render(request, "account/password_reset_from_key.html", {"form": form})
