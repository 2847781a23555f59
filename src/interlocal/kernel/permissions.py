"""Permissions, roles, and the marks that say who may open a view. Whoever is not named may not."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from django.http import HttpResponseBase
from django.utils.functional import Promise

from interlocal.kernel.scopes import Scope, ScopeKind


class Permission(StrEnum):
    """Base of each room's permissions; a member's value is ``"<room>.<verb>"``."""


@dataclass(frozen=True)
class Reach:
    """Where a person holds a permission: everywhere, or in some jurisdictions and programs."""

    everywhere: bool = False
    jurisdictions: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.jurisdictions) or bool(self.programs)

    def covers(self, scope: Scope | None) -> bool:
        """Does it reach ``scope``? Without a scope: does it reach anything?"""
        if self.everywhere:
            return True
        if scope is None:
            return bool(self)
        if scope.kind == ScopeKind.JURISDICTION:
            return scope.public_id in self.jurisdictions
        if scope.kind == ScopeKind.PROGRAM:
            return scope.public_id in self.programs
        return False


NOWHERE = Reach()


class Actor(Protocol):
    """Who acts, as permissions see them; ``accounts.User`` is one."""

    @property
    def is_authenticated(self) -> bool: ...

    def reach(self, permission: Permission) -> Reach: ...

    def may(self, permission: Permission, scope: Scope | None = None) -> bool: ...


class Role:
    """Base of the readable roles: a named list of permissions.

    ``permissions`` hold in the scope for which the role is granted; ``everywhere`` holds in the whole
    partnership, whatever that scope is. Holders of a role that ``requires_totp`` set up an authenticator.
    """

    slug: ClassVar[str]
    title: ClassVar[str | Promise]
    summary: ClassVar[str | Promise]
    scopes: ClassVar[frozenset[ScopeKind]]
    permissions: ClassVar[frozenset[Permission]] = frozenset()
    everywhere: ClassVar[frozenset[Permission]] = frozenset()
    requires_totp: ClassVar[bool] = False


@dataclass(frozen=True)
class Access:
    """Who may open a view: anybody, any signed-in person, or holders of one of ``permissions``."""

    is_open: bool = False
    permissions: frozenset[Permission] = frozenset()


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Let in signed-in people who hold one of ``permissions`` somewhere; the view's query narrows it down."""
    if not permissions:
        raise ValueError("Name at least one permission.")
    return _marked(Access(permissions=frozenset(permissions)))


def signed_in(view: View) -> View:
    """Let in every signed-in person; the view shows them only what is their own."""
    return _marked(Access())(view)


def open_to_public(view: View) -> View:
    """Let in everybody."""
    return _marked(Access(is_open=True))(view)


def _marked(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark
