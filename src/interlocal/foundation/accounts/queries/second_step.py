"""Authenticators: who has one, who must."""

from datetime import date

from allauth.mfa.models import Authenticator

from interlocal.foundation.accounts.models import User
from interlocal.foundation.accounts.models.roles import roles


def has_authenticator(user: User) -> bool:
    """Has the person set up an authenticator?"""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def must_set_up_authenticator(user: User, *, on: date) -> bool:
    """Does a role in force on ``on`` require an authenticator that the person does not have?"""
    held = (roles().get(grant.role) for grant in user.grants_in_force(on))
    return any(role is not None and role.requires_totp for role in held) and not has_authenticator(user)
