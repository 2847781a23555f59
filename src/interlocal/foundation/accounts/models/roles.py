"""The roles of this installation, as ``settings.INTERLOCAL_ROLES`` names them."""

import functools

from django.conf import settings
from django.utils.module_loading import import_string

from interlocal.kernel.permissions import Permission, Role


@functools.cache
def roles() -> dict[str, type[Role]]:
    """Return the roles by slug, in the order in which ``config.roles`` lists them."""
    return {role.slug: role for role in import_string(settings.INTERLOCAL_ROLES)}


def permissions_of(slug: str) -> frozenset[Permission]:
    """Return every permission that the role gives somewhere; a role that is gone gives none."""
    role = roles().get(slug)
    return frozenset() if role is None else role.permissions | role.everywhere


def slugs_giving(permission: Permission) -> tuple[frozenset[str], frozenset[str]]:
    """Return the roles that give ``permission`` in their scope, and those that give it everywhere."""
    in_scope = frozenset(slug for slug, role in roles().items() if permission in role.permissions)
    everywhere = frozenset(slug for slug, role in roles().items() if permission in role.everywhere)
    return in_scope, everywhere
