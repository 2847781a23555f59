"""Whether a provider's discovery document can be used, what a token proves, and whom it lets in."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.asking import is_safe_address
from interlocal.foundation.accounts.models import AccountState, IdentityProvider, Invitation, RoleGrant, User
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP, Scope, ScopeKind

LEEWAY = 120
ENTRA = ("login.microsoftonline.com", "login.microsoftonline.us")
DOMAIN = re.compile(r"(?!-)(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}")
# Where anybody gets an address: no city can vouch for these.
ANYBODYS = frozenset(
    {"gmail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "aol.com", "proton.me"}
)


@dataclass(frozen=True)
class Discovered:
    """What the discovery document says that sign-in needs."""

    authorization_endpoint: str
    token_endpoint: str
    keys_address: str
    posts_secret: bool


def check_setting_up(*, by: User | None, scope: Scope) -> None:
    """Raise ``Refusal`` when ``by`` may not set up sign-in for ``scope``."""
    if by is not None and not by.may(Permission.PROVIDERS, scope):
        raise Refusal(_("You may not set up sign-in there."))


def may_vouch(by: User) -> bool:
    """May they say which domains a city vouches for? Who sets up sign-in for the whole partnership may."""
    return by.may(Permission.PROVIDERS, PARTNERSHIP)


def read_domains(text: str) -> tuple[str, ...]:
    """Read domains, one a line or with commas; raises ``Refusal`` for what is none, or is anybody's."""
    found = [part.strip().lower().lstrip("@") for part in re.split(r"[\s,]+", text) if part.strip()]
    for domain in found:
        if not DOMAIN.fullmatch(domain):
            raise Refusal(
                _("“%(domain)s” is no domain, such as raytown.mo.us.") % {"domain": domain}, field="domains"
            )
        if domain in ANYBODYS:
            raise Refusal(
                _("Anybody gets an address at %(domain)s. Name a domain of the city.") % {"domain": domain},
                field="domains",
            )
    return tuple(dict.fromkeys(found))


def read_discovery(said: Mapping[str, Any], issuer: str) -> Discovered:
    """Return what sign-in needs of a discovery document; raises ``Refusal`` with what is wrong with it."""
    named = said.get("issuer")
    if named != issuer:
        raise Refusal(
            _("That address answers for another issuer, %(named)s. Enter exactly that one, if it is yours.")
            % {"named": str(named)[:200]},
            field="issuer",
        )
    endpoints = [said.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if not all(isinstance(one, str) and is_safe_address(one) for one in endpoints):
        raise Refusal(
            _("Its document lacks an https address for signing in, tokens or keys."), field="issuer"
        )
    if "code" not in _listed(said, "response_types_supported", ["code"]):
        raise Refusal(_("It does not offer the authorization code flow."), field="issuer")
    if "S256" not in _listed(said, "code_challenge_methods_supported", ["S256"]):
        raise Refusal(_("It does not offer PKCE with S256."), field="issuer")
    methods = _listed(said, "token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if not {"client_secret_basic", "client_secret_post"} & set(methods):
        raise Refusal(_("It takes no client secret, and nothing else is offered here."), field="issuer")
    authorize, token, keys = map(str, endpoints)
    return Discovered(authorize, token, keys, posts_secret="client_secret_basic" not in methods)


def _listed(said: Mapping[str, Any], name: str, usual: list[str]) -> list[str]:
    """Return the words listed under ``name``, or the ``usual`` ones where nothing is said of it."""
    found = said.get(name)
    if found is None:
        return usual
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def check_issuer(issuer: str) -> None:
    """Raise ``Refusal`` for an issuer that is not https, or stands for everybody's tenants."""
    if not is_safe_address(issuer) or "?" in issuer or "#" in issuer:
        raise Refusal(_("The issuer is a web address that begins with https://."), field="issuer")
    parts = urlsplit(issuer)
    tenant = parts.path.strip("/").split("/")[0]
    if parts.hostname in ENTRA and tenant in {"common", "organizations", "consumers", ""}:
        raise Refusal(
            _("That address lets in people of every organization. Enter your own tenant's, with its number."),
            field="issuer",
        )


def check_claims(claims: Mapping[str, Any], provider: IdentityProvider, *, nonce: str, now: datetime) -> None:
    """Raise ``Refusal`` unless the provider issued the token, to us, for this very sign-in, and now."""
    audience = claims.get("aud")
    meant = audience if isinstance(audience, list) else [audience]
    is_ours = provider.client_id in meant and claims.get("azp", provider.client_id) == provider.client_id
    at = now.timestamp()
    begins, ends = claims.get("iat"), claims.get("exp")
    is_now = (
        isinstance(begins, int | float)
        and isinstance(ends, int | float)
        and begins - LEEWAY <= at < ends + LEEWAY
    )
    is_same = claims.get("iss") == provider.issuer and claims.get("nonce") == nonce and bool(nonce)
    subject = claims.get("sub")
    if not (is_ours and is_now and is_same and isinstance(subject, str) and 0 < len(subject) <= 255):
        raise Refusal(_("The answer of your city's sign-in was not for this sign-in. Begin again."))
    if _is_entra(provider) and claims.get("tid") != _tenant(provider):
        raise Refusal(_("You signed in at another organization. Use the account of your city."))


def address_said(claims: Mapping[str, Any], provider: IdentityProvider) -> str:
    """Return the address that the provider vouches for; empty when it vouches for none.

    Microsoft Entra sends no ``email_verified``: there an e-mail counts with ``xms_edov`` (the domain's owner
    is verified), else the sign-in name of a member of this one tenant, which its administrator gives. A
    guest's name is given by somebody else.
    """
    email = claims.get("email")
    verified = claims.get("email_verified")
    is_verified = verified is True or verified == "true"  # some providers send every claim as text
    if _is_entra(provider):
        is_verified = claims.get("xms_edov") in (True, 1, "1", "true", "True")
        is_guest = (
            str(claims.get("acct", "0")) != "0" or claims.get("idp", provider.issuer) != provider.issuer
        )
        if not is_verified and not is_guest:
            email, is_verified = claims.get("preferred_username"), True
    if not is_verified or not isinstance(email, str) or email.count("@") != 1:
        return ""
    return normal_email(email)


def domain_of(email: str) -> str:
    """Return the part behind the @."""
    return normal_email(email).rpartition("@")[2]


def check_letting_in(
    user: User | None,
    *,
    provider: IdentityProvider,
    domains: Collection[str],
    grants: Collection[RoleGrant],
    has_authenticator: bool,
) -> User:
    """Return the person whom the provider may let in; raises ``Refusal`` with words for everybody else.

    A city vouches for its own people: not for those who act for another city, and for those who act for the
    partnership only together with their own second step.
    """
    if user is None or domain_of(user.email) not in domains:
        raise Refusal(
            _("There is no account here with your address. Ask your coordinator for an invitation.")
        )
    if user.state == AccountState.INVITED:
        raise Refusal(_("You are invited: open the link in the invitation first."))
    if user.state != AccountState.ACTIVE:
        raise Refusal(_("This account is not in use. Ask your coordinator."))
    own = Scope(ScopeKind.JURISDICTION, provider.jurisdiction_id)
    elsewhere = [grant for grant in grants if grant.scope != own]
    if any(grant.scope.kind == ScopeKind.JURISDICTION for grant in elsewhere):
        raise Refusal(_("You act for another city too. Sign in with your password."))
    if elsewhere and not has_authenticator:
        raise Refusal(
            _("You act for the whole partnership: set up an authenticator with your password first.")
        )
    return user


def is_of_city(invitation: Invitation, provider: IdentityProvider) -> bool:
    """Is somebody new invited to a role in the very city that the provider signs in?"""
    return invitation.user.state == AccountState.INVITED and invitation.scope == scope_of(provider)


def check_accepting_at_city(invitation: Invitation, *, provider: IdentityProvider, address: str) -> None:
    """Raise ``Refusal`` unless the city vouches for the address that the invitation went to."""
    if not is_of_city(invitation, provider):
        raise Refusal(_("This invitation is not one of your city's. Open its link, and choose a password."))
    if not address or address != invitation.user.email:
        raise Refusal(
            _("The invitation went to %(email)s, and your city signed in somebody else. Use that account.")
            % {"email": invitation.user.email}
        )


def _is_entra(provider: IdentityProvider) -> bool:
    return urlsplit(provider.issuer).hostname in ENTRA


def _tenant(provider: IdentityProvider) -> str:
    return urlsplit(provider.issuer).path.strip("/").split("/")[0]


def scope_of(provider: IdentityProvider) -> Scope:
    """Return the place whose people the provider lets in."""
    return Scope(ScopeKind.JURISDICTION, provider.jurisdiction_id)
