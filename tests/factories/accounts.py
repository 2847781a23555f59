"""People and the roles they hold."""

from datetime import UTC, date, datetime, timedelta

import factory
from allauth.mfa.models import Authenticator
from tests.foundation.accounts.passkey_device import Device, to_text

from interlocal.foundation.accounts.models import (
    AuthenticatorReset,
    IdentityProvider,
    Invitation,
    RoleGrant,
    User,
)
from interlocal.kernel.scopes import PARTNERSHIP, Scope, ScopeKind

JOINED = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


class UserFactory(factory.django.DjangoModelFactory):
    """An active person without a role. ``password=PASSWORD`` lets them sign in."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        is_invited = factory.Trait(is_active=False)
        is_suspended = factory.Trait(is_active=False, suspended_at=JOINED + timedelta(days=30))

    name = factory.Sequence(lambda n: f"Person {n:05d}")
    email = factory.Sequence(lambda n: f"person{n:05d}@example.org")
    joined_at = JOINED

    @factory.post_generation
    def password(self: User, create: bool, extracted: str | None, **_kwargs: object) -> None:
        self.set_password(extracted)
        if create:
            self.save(update_fields=["password"])


class RoleGrantFactory(factory.django.DjangoModelFactory):
    """A role in force since the start of 2026, in the partnership unless ``scope=Scope(...)`` says where."""

    class Meta:
        model = RoleGrant

    class Params:
        scope = PARTNERSHIP

    user = factory.SubFactory(UserFactory)
    role = "coordinator"
    scope_kind = factory.LazyAttribute(lambda o: o.scope.kind)
    scope_public_id = factory.LazyAttribute(lambda o: o.scope.public_id)
    from_on = date(2026, 1, 5)
    granted_at = JOINED


class InvitationFactory(factory.django.DjangoModelFactory):
    """An open invitation that lasts a hundred years, so that tests need not stop the clock."""

    class Meta:
        model = Invitation

    class Params:
        scope = PARTNERSHIP

    user = factory.SubFactory(UserFactory, is_invited=True)
    role = "coordinator"
    scope_kind = factory.LazyAttribute(lambda o: o.scope.kind)
    scope_public_id = factory.LazyAttribute(lambda o: o.scope.public_id)
    from_on = date(2026, 1, 5)
    invited_at = JOINED
    expires_at = JOINED + timedelta(days=36525)


class ProviderFactory(factory.django.DjangoModelFactory):
    """A city's provider, that is on."""

    class Meta:
        model = IdentityProvider
        django_get_or_create = ("jurisdiction_id",)

    jurisdiction_id = factory.Sequence(lambda n: f"city{n:05d}")
    issuer = "https://sign-in.example.gov"
    client_id = "interlocal"
    client_secret = "a secret"
    authorization_endpoint = "https://sign-in.example.gov/authorize"
    token_endpoint = "https://sign-in.example.gov/token"
    keys_address = "https://sign-in.example.gov/keys"
    saved_at = JOINED


class AuthenticatorResetFactory(factory.django.DjangoModelFactory):
    """A request that waits for approval."""

    class Meta:
        model = AuthenticatorReset

    user = factory.SubFactory(UserFactory)
    asked_at = JOINED
    expires_at = JOINED + timedelta(days=36525)


class PasskeyFactory(factory.django.DjangoModelFactory):
    """A passkey of a person, kept by a device that nobody has."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = "webauthn"
    data = factory.LazyFunction(
        lambda: {
            "name": "Phone",
            "credential": Device().make(
                {"publicKey": {"user": {"id": to_text(b"1")}, "challenge": to_text(b"0" * 16)}}
            ),
        }
    )


def person_with(role: str, jurisdiction: str | None = None, **fields: object) -> User:
    """Return an active person with ``role`` in the jurisdiction of that id, else in the partnership."""
    user = UserFactory.create(**fields)
    scope = PARTNERSHIP if jurisdiction is None else Scope(ScopeKind.JURISDICTION, jurisdiction)
    RoleGrantFactory.create(user=user, role=role, scope=scope)
    return user
