"""Which provider an address leads to, and what a person may set up."""

from dataclasses import dataclass
from datetime import date

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models import IdentityProvider, ProviderDomain, ProviderIdentity, User
from interlocal.foundation.accounts.queries.scopes import places_within
from interlocal.foundation.accounts.queries.second_step import has_authenticator
from interlocal.foundation.accounts.rules import Permission
from interlocal.kernel.scopes import Scope, ScopeKind


@dataclass(frozen=True)
class ProviderLine:
    """A jurisdiction, and its provider where it has one."""

    scope: Scope
    name: str
    provider: IdentityProvider | None


def is_any_provider_on() -> bool:
    """Does any city let its people sign in?"""
    return IdentityProvider.objects.filter(is_on=True, domains__isnull=False).exists()


def provider_for(email: str) -> IdentityProvider | None:
    """Return the provider that vouches for the domain of ``email``, where it is on."""
    rows = ProviderDomain.objects.filter(domain=rules.domain_of(email), provider__is_on=True)
    found = rows.select_related("provider").first()
    return found.provider if found else None


def providers_for(viewer: User) -> list[ProviderLine]:
    """Return the jurisdictions whose sign-in ``viewer`` may set up, by name."""
    places = places_within(viewer.reach(Permission.PROVIDERS))
    there = {
        one.jurisdiction_id: one
        for one in IdentityProvider.objects.prefetch_related("domains").order_by("pk")
    }
    return [
        ProviderLine(scope, name, there.get(scope.public_id))
        for scope, name in places
        if scope.kind == ScopeKind.JURISDICTION
    ]


def person_let_in(provider: IdentityProvider, *, subject: str, address: str, on: date) -> User:
    """Return whom the provider lets in: by its lasting name, else by the address; raises ``Refusal``."""
    known = ProviderIdentity.objects.filter(provider=provider, subject=subject).select_related("user").first()
    user = known.user if known else User.objects.filter(email=address).first() if address else None
    return rules.check_letting_in(
        user,
        provider=provider,
        domains=set(provider.domains.values_list("domain", flat=True)),
        grants=list(user.grants_in_force(on)) if user else [],
        has_authenticator=user is not None and has_authenticator(user),
    )
