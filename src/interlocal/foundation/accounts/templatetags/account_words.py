"""Roles, places and permissions in words."""

from allauth.mfa.models import Authenticator
from django import template
from django.conf import settings

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models.roles import roles
from interlocal.foundation.accounts.queries.providers import is_any_provider_on
from interlocal.foundation.accounts.queries.scopes import scope_label, scope_labels
from interlocal.kernel.permissions import Permission
from interlocal.kernel.scopes import Scope, ScopeKind

register = template.Library()


@register.filter
def role_title(slug: str) -> str:
    """Return the role's title in the language of the page; a role that is gone shows its slug."""
    role = roles().get(slug)
    return str(role.title) if role else slug


@register.simple_tag
def place_name(kind: str, public_id: str) -> str:
    """Return the name of a place, where a page or mail names only one."""
    return scope_label(Scope(ScopeKind(kind), public_id), scope_labels())


@register.simple_tag
def has_city_sign_in() -> bool:
    """Does any city let its people sign in?"""
    return is_any_provider_on()


@register.simple_tag
def passkeys_are_possible() -> bool:
    """Do browsers allow passkeys at the address of this installation?"""
    return bool(rules.relying_party_of(settings.INTERLOCAL_BASE_URL))


@register.simple_tag
def passkey_handle(passkey: Authenticator) -> str:
    """Return what addresses call a passkey."""
    return rules.handle_of(passkey)


@register.filter
def place_in(scope: Scope, labels: dict[Scope, str]) -> str:
    """Return the name of ``scope`` from ``labels``, read once for the page."""
    return scope_label(scope, labels)


@register.filter
def permission_words(permission: Permission) -> str:
    """Return "accounts.reset_authenticator" as "Accounts: reset authenticator"."""
    room, _dot, verb = permission.value.partition(".")
    return f"{room.replace('_', ' ').capitalize()}: {verb.replace('_', ' ')}"
