"""Passkeys: adding, naming and removing one's own; signing in with one."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.passkeys import check_adding_passkey, rename_passkey
from interlocal.foundation.accounts.attempts import note_failed
from interlocal.foundation.accounts.forms import (
    AddPasskeyForm,
    PasskeyAloneForm,
    PasskeyStepForm,
    RenamePasskeyForm,
)
from interlocal.foundation.accounts.middleware import before_second_step
from interlocal.foundation.accounts.models import SignedInRequest
from interlocal.foundation.accounts.queries.second_step import passkeys_of
from interlocal.foundation.accounts.showing_again import confirmed
from interlocal.foundation.accounts.views.guards import limited
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public, signed_in


@before_second_step
@signed_in
@never_cache
@confirmed
def add(request: SignedInRequest) -> HttpResponse:
    """Let the browser make a passkey, and keep what it is known by."""
    _require_address()
    try:
        check_adding_passkey(by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("mfa_index")
    name = rules.device_of(request.headers.get("User-Agent", ""))
    form = AddPasskeyForm(request.POST or None, initial={"name": name})
    if form.is_valid():
        with transaction.atomic():
            given = form.cleaned_data
            _passkey, codes = flows.add_authenticator(
                request, name=given["name"], credential=given["credential"]
            )
        return redirect("mfa_view_recovery_codes" if codes else "mfa_index")
    options = auth.begin_registration(request.user, passwordless=True)
    return render(request, "mfa/webauthn/add_form.html", {"form": form, "options": options})


@signed_in
@never_cache
def rename(request: SignedInRequest, handle: str) -> HttpResponse:
    """Give a passkey another name."""
    return _rename(request, _own(request, handle))


@signed_in
@never_cache
def remove(request: SignedInRequest, handle: str) -> HttpResponse:
    """Say what removing means, and do it."""
    return _remove(request, _own(request, handle))


@confirmed
def _rename(request: SignedInRequest, passkey: Authenticator) -> HttpResponse:
    form = RenamePasskeyForm(request.POST or None, initial={"name": str(passkey)})
    if form.is_valid():
        rename_passkey(by=request.user, passkey=passkey, name=form.cleaned_data["name"], now=clock.now())
        messages.success(request, _("The name is saved."))
        return redirect("mfa_index")
    return render(request, "mfa/webauthn/edit_form.html", {"form": form, "passkey": passkey})


@confirmed
def _remove(request: SignedInRequest, passkey: Authenticator) -> HttpResponse:
    if request.method == "POST":
        with transaction.atomic():
            flows.remove_authenticator(request, passkey)
        return redirect("mfa_index")
    ways = Authenticator.objects.filter(user=request.user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    context = {"passkey": passkey, "is_last": ways.count() == 1}
    return render(request, "mfa/webauthn/authenticator_confirm_delete.html", context)


@before_second_step
@signed_in
@never_cache
def again(request: SignedInRequest) -> HttpResponse:
    """Ask for a passkey once more, before something that matters."""
    if not passkeys_of(request.user).exists():
        return redirect("account_reauthenticate")
    form = PasskeyStepForm(request.POST or None, user=request.user)
    if form.is_valid():
        flows.reauthenticate(request, form.cleaned_data["credential"])
        answer: HttpResponse | None = resume_request(request)
        return answer or redirect("mfa_index")
    options = auth.begin_authentication(request.user)
    return render(request, "mfa/webauthn/reauthenticate.html", {"form": form, "options": options})


@open_to_public
@never_cache
@require_safe
@limited("passkey")
def challenge(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the session is allauth's to find
    """Ask the browser for any passkey of this address."""
    _require_address()
    return JsonResponse(auth.begin_authentication())


@open_to_public
@never_cache
@limited("passkey")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: who has it, and shows finger, face or PIN, gave two factors."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method != "POST":
        return redirect("account_login")
    form = PasskeyAloneForm(request.POST)
    if not form.is_valid():
        note_failed(request, how="passkey")
        for words in form.errors.get("credential", []):
            messages.error(request, str(words))
        return redirect("account_login")
    passkey = form.cleaned_data["credential"]
    post_authentication(request, passkey, passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=passkey.user, email=passkey.user.email))
    return answer


def _own(request: SignedInRequest, handle: str) -> Authenticator:
    for passkey in passkeys_of(request.user):
        if constant_time_compare(rules.handle_of(passkey), handle):
            return passkey
    raise Http404


def _require_address() -> None:
    """Raise ``Http404`` where browsers allow no passkey."""
    if not rules.relying_party_of(settings.INTERLOCAL_BASE_URL):
        raise Http404
