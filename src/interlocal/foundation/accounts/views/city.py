"""Signing in at one's city: the code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1)."""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.providers import accept_at_city, bind_identity
from interlocal.foundation.accounts.asking import NoAnswer, get_object, post_form
from interlocal.foundation.accounts.attempts import note_failed
from interlocal.foundation.accounts.forms import AddressForm
from interlocal.foundation.accounts.models import IdentityProvider, Invitation, User
from interlocal.foundation.accounts.queries.providers import person_let_in, provider_for
from interlocal.foundation.vault import public as vault
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.web.public import client_address, is_too_often, turned_away

WAITS = "city_sign_in"  # what the session keeps of a sign-in that is under way
LASTS = 600
MOST_A_MINUTE = 60


@open_to_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the address, and say where its people sign in."""
    form = AddressForm(request.POST or None)
    if not form.is_valid():
        return render(request, "account/city.html", {"form": form})
    if is_too_often(f"accounts.city:{client_address(request)}", most=MOST_A_MINUTE, seconds=60):
        return turned_away(request, seconds=60)
    email = form.cleaned_data["email"]
    provider = provider_for(email)
    if provider is None:
        form.add_error("email", _("No city lets people of this domain sign in. Use your password."))
        return render(request, "account/city.html", {"form": form})
    request.session[WAITS] = {"email": email}
    return _gate(request, provider, email)


@open_to_public
@never_cache
@require_safe
def go(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lead to the city's sign-in, with what only this session can answer."""
    provider = get_object_or_404(IdentityProvider, public_id=public_id, is_on=True)
    verifier = secrets.token_urlsafe(48)
    waits = {
        "email": request.session.get(WAITS, {}).get("email", ""),
        "invitation": request.session.get(WAITS, {}).get("invitation"),
        "provider": provider.public_id,
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": verifier,
        "at": clock.now().timestamp(),
    }
    request.session[WAITS] = waits
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": request.build_absolute_uri(reverse("accounts:city-answer")),
        "scope": "openid email profile",
        "state": waits["state"],
        "nonce": waits["nonce"],
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        **({"login_hint": waits["email"]} if waits["email"] else {}),
    }
    joint = "&" if "?" in provider.authorization_endpoint else "?"
    return HttpResponseRedirect(f"{provider.authorization_endpoint}{joint}{urlencode(asked)}")


@open_to_public
@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Take the city's answer: once, for this session, of this provider; then sign in as ever."""
    if "state" not in request.GET:
        return redirect("accounts:city")
    waits = request.session.pop(WAITS, {})
    try:
        provider = _provider(request, waits)
        claims = _claims(request, provider, request.GET["code"], waits)
        user = _person(provider, claims, waits)
    except NoAnswer as error:
        why = _("Your city's sign-in does not answer. Use your password.")
        return _refused(
            request, why, status=502, more={"provider": provider.public_id, "answered": error.status}
        )
    except vault.Altered:
        why = _("The answer of your city's sign-in cannot be trusted. Use your password.")
        return _refused(request, why, more={"provider": provider.public_id, "answered": "altered"})
    except Refusal as refusal:
        return _refused(request, str(refusal))
    record_authentication(request, user, method="city", email=user.email)
    signed_in: HttpResponse = perform_login(request, Login(user=user, email=user.email))
    return signed_in


def _provider(request: HttpRequest, waits: dict[str, Any]) -> IdentityProvider:
    """Return the provider that was asked; raises ``Refusal`` unless this answers that, in time."""
    said = request.GET
    is_ours = bool(waits.get("state")) and constant_time_compare(said.get("state", ""), waits["state"])
    if not is_ours or clock.now().timestamp() - waits["at"] > LASTS:
        raise Refusal(_("This sign-in was not begun in this browser, or took too long. Begin again."))
    provider = IdentityProvider.objects.filter(public_id=waits["provider"], is_on=True).first()
    if provider is None or said.get("iss", provider.issuer) != provider.issuer:
        raise Refusal(_("The answer did not come from your city's sign-in. Begin again."))
    if "error" in said or "code" not in said:
        raise Refusal(_("Your city's sign-in did not let you in. Try again, or use your password."))
    return provider


def _claims(
    request: HttpRequest, provider: IdentityProvider, code: str, waits: dict[str, Any]
) -> dict[str, Any]:
    """Change the code for the token, and return what it says once its signature is the provider's."""
    values = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": request.build_absolute_uri(reverse("accounts:city-answer")),
        "code_verifier": waits["verifier"],
        "client_id": provider.client_id,
    }
    basic: tuple[str, str] | None = (provider.client_id, provider.client_secret)
    if provider.posts_secret:
        values["client_secret"], basic = provider.client_secret, None
    token = post_form(provider.token_endpoint, values, basic=basic).get("id_token")
    keys = get_object(provider.keys_address).get("keys")
    if not isinstance(token, str) or not isinstance(keys, list):
        raise NoAnswer("no token or no keys")
    return vault.payload_of_token(token, [key for key in keys if isinstance(key, dict)])


@transaction.atomic
def _person(provider: IdentityProvider, claims: dict[str, Any], waits: dict[str, Any]) -> User:
    now = clock.now()
    rules.check_claims(claims, provider, nonce=waits["nonce"], now=now)
    address = rules.address_said(claims, provider)
    invitation = _invitation(waits)
    if invitation is not None:
        accept_at_city(invitation=invitation, provider=provider, address=address, now=now)
    user = person_let_in(provider, subject=claims["sub"], address=address, on=clock.today())
    bind_identity(user=user, provider=provider, subject=claims["sub"], now=now)
    return user


def begin_accepting(request: HttpRequest, invitation: Invitation, provider: IdentityProvider) -> HttpResponse:
    """Remember that this session opened the link in the mail, and lead to the city's sign-in."""
    offered = [invitation.public_id, invitation.sent_count]
    request.session[WAITS] = {"email": invitation.user.email, "invitation": offered}
    return _gate(request, provider, invitation.user.email)


def _gate(request: HttpRequest, provider: IdentityProvider, email: str) -> HttpResponse:
    """Say where the city's people sign in, before they are led there."""
    host = urlsplit(provider.issuer).hostname
    return render(request, "account/city_go.html", {"provider": provider, "host": host, "email": email})


def _invitation(waits: dict[str, Any]) -> Invitation | None:
    """Return the invitation whose link this session opened, while it is the one that was sent last."""
    if not waits.get("invitation"):
        return None
    public_id, sending = waits["invitation"]
    rows = Invitation.objects.filter(public_id=public_id, sent_count=sending).select_related("user")
    found = rows.first()
    if found is None:
        raise Refusal(_("This invitation was sent again. Open the link in the newest mail."))
    return found


def _refused(
    request: HttpRequest, why: str, *, status: int = 403, more: dict[str, str | int] | None = None
) -> HttpResponse:
    note_failed(request, how="city", more=more)
    return render(request, "account/city_refused.html", {"why": why}, status=status)
