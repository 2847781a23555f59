"""Setting up, turning off and taking away a city's provider; and remembering whom it means."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.invitations import accept_invitation
from interlocal.foundation.accounts.asking import NoAnswer, get_object
from interlocal.foundation.accounts.models import (
    IdentityProvider,
    Invitation,
    ProviderDomain,
    ProviderIdentity,
    User,
)
from interlocal.foundation.accounts.rules.providing import Discovered
from interlocal.foundation.audit import public as audit
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import Scope

DISCOVERY = "/.well-known/openid-configuration"


def discover(issuer: str) -> Discovered:
    """Ask ``issuer`` for its discovery document; raises ``Refusal`` with what is wrong."""
    rules.check_issuer(issuer)
    try:
        return rules.read_discovery(get_object(f"{issuer.rstrip('/')}{DISCOVERY}"), issuer)
    except NoAnswer as error:
        if error.status:
            why = _("It answered, but with no discovery document (%(why)s). Is the issuer written in full?")
        else:
            why = _("Nothing answers there (%(why)s). Check the address, and that this server may reach it.")
        raise Refusal(why % {"why": str(error)[:120]}, field="issuer") from None


def save_provider(
    *,
    by: User,
    scope: Scope,
    issuer: str,
    client_id: str,
    client_secret: str,
    domains: tuple[str, ...] | None,
    now: datetime,
) -> IdentityProvider:
    """Set up the provider of the jurisdiction ``scope``, or change it; its discovery document is read first.

    An empty ``client_secret`` keeps the one there is; ``domains=None`` keeps the domains. With another issuer
    nobody is known any more. Raises ``Refusal`` when ``by`` may not, the document cannot be used, a domain is
    another city's, or there is no secret.
    """
    rules.check_setting_up(by=by, scope=scope)
    if domains is not None and not rules.may_vouch(by):
        raise Refusal(_("Ask the coordinator to name the domains."), field="domains")
    found = discover(issuer)
    with audit.act(by=by, action="accounts.save_provider", now=now, issuer=issuer) as act:
        rows = IdentityProvider.objects.select_for_update().filter(jurisdiction_id=scope.public_id)
        provider = rows.first() or IdentityProvider(jurisdiction_id=scope.public_id)
        if not client_secret and provider.pk is None:
            raise Refusal(_("Enter the client secret."), field="client_secret")
        if provider.pk and provider.issuer != issuer:
            provider.identities.all().delete()
        provider.issuer, provider.client_id, provider.saved_at = issuer, client_id, now
        provider.client_secret = client_secret or provider.client_secret
        for name in ("authorization_endpoint", "token_endpoint", "keys_address", "posts_secret"):
            setattr(provider, name, getattr(found, name))
        provider.save()
        if domains is not None:
            _keep_domains(provider, domains)
        act.subject = provider
        act.record(jurisdiction=scope.public_id, domains=list(domains or ()))
    return provider


def _keep_domains(provider: IdentityProvider, domains: tuple[str, ...]) -> None:
    provider.domains.exclude(domain__in=domains).delete()
    there = set(provider.domains.values_list("domain", flat=True))
    try:
        with transaction.atomic():
            ProviderDomain.objects.bulk_create(
                ProviderDomain(provider=provider, domain=domain) for domain in domains if domain not in there
            )
    except IntegrityError:
        raise Refusal(_("Another city vouches for one of these domains."), field="domains") from None


def turn_provider(*, by: User, provider: IdentityProvider, is_on: bool, now: datetime) -> IdentityProvider:
    """Let people sign in at their city, or not for now. Raises ``Refusal`` when ``by`` may not."""
    rules.check_setting_up(by=by, scope=rules.scope_of(provider))
    with audit.act(by=by, action="accounts.turn_provider", subject=provider, now=now, is_on=is_on):
        provider.is_on = is_on
        provider.save(update_fields=["is_on"])
    return provider


def accept_at_city(
    *, invitation: Invitation, provider: IdentityProvider, address: str, now: datetime
) -> User:
    """Accept an invitation without a password: the city vouches for the very address that was invited.

    The caller has checked the link in the mail and the provider's answer. Raises ``Refusal`` when the city
    vouches for another address or none, or the role is not of that city; then nothing has changed.
    """
    rules.check_accepting_at_city(invitation, provider=provider, address=address)
    person = invitation.user
    return accept_invitation(invitation=invitation, name=person.name, language=person.language, now=now)


def bind_identity(*, user: User, provider: IdentityProvider, subject: str, now: datetime) -> None:
    """Remember that the provider means ``user`` by ``subject``; raises ``Refusal`` when it meant another."""
    with audit.act(by=user, action="accounts.bind_identity", subject=user, now=now) as act:
        User.objects.select_for_update().get(pk=user.pk)
        known = ProviderIdentity.objects.filter(provider=provider, user=user).first()
        if known is not None and known.subject != subject:
            raise Refusal(
                _("Your city gave this address to another account there. Ask your coordinator to look at it.")
            )
        if known is None:
            ProviderIdentity.objects.create(provider=provider, user=user, subject=subject, bound_at=now)
        act.record(provider=provider.public_id)
