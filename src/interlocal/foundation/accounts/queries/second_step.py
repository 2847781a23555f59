"""The second step: who has one, be it an authenticator or a passkey, and who must."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from interlocal.foundation.accounts.models import User
from interlocal.foundation.accounts.models.roles import roles

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_authenticator(user: User) -> bool:
    """Has the person set up an authenticator or a passkey?"""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists())


def passkeys_of(user: User) -> QuerySet[Authenticator]:
    """Return the person's own passkeys, the oldest first."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=user, type=Authenticator.Type.WEBAUTHN
    ).order_by("created_at", "pk")
    return rows


def must_set_up_authenticator(user: User, *, on: date) -> bool:
    """Does the installation, or a role in force on ``on``, require a second step that the person lacks?"""
    held = (roles().get(grant.role) for grant in user.grants_in_force(on))
    is_asked = settings.INTERLOCAL_SECOND_STEP == "everybody" or any(
        role is not None and role.requires_totp for role in held
    )
    return is_asked and not has_authenticator(user)
