"""Places where roles are held, with their names: asked of the rooms above through ``config.wiring``."""

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from interlocal.kernel.outbox.events import wiring
from interlocal.kernel.permissions import Permission, Reach
from interlocal.kernel.scopes import Scope, ScopeKind


def scope_choices() -> list[tuple[Scope, str]]:
    """Return every place where a role can be held, with its name, the whole partnership first."""
    choices: list[tuple[Scope, str]] = import_string(wiring().SCOPE_CHOICES)()
    return choices


def scope_labels() -> dict[Scope, str]:
    """Return the name of every place."""
    return dict(scope_choices())


def scope_label(scope: Scope, labels: dict[Scope, str]) -> str:
    """Return the name of ``scope``; a place that is gone keeps its id."""
    if scope in labels:
        return labels[scope]
    if scope.kind == ScopeKind.PARTNERSHIP:
        return _("The whole partnership")
    return scope.public_id


def places_within(reach: Reach) -> list[tuple[Scope, str]]:
    """Return the places that ``reach`` covers."""
    return [(scope, label) for scope, label in scope_choices() if reach.covers(scope)]


def room_of(permission: Permission) -> str:
    """Return the room that a permission belongs to."""
    return permission.value.partition(".")[0]
