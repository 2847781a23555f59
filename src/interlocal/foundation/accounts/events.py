"""What accounts tell the rooms above."""

from dataclasses import dataclass

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class PersonSuspended(Event):
    """A person's account was suspended: what they owe needs another owner."""

    user: str


@dataclass(frozen=True, kw_only=True)
class RoleEnded(Event):
    """A person no longer holds a role in a scope."""

    user: str
    role: str
    scope_kind: str
    scope_public_id: str
