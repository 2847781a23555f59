"""Scopes: where a role is held. A scope names its record by kind and public id, never by foreign key."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScopeKind(models.TextChoices):
    """The three kinds of place in which a person can hold a role."""

    PARTNERSHIP = "partnership", _("The whole partnership")
    JURISDICTION = "jurisdiction", _("One jurisdiction")
    PROGRAM = "program", _("One program")


@dataclass(frozen=True)
class Scope:
    """The whole partnership, one jurisdiction (by public id) or one program (by slug)."""

    kind: ScopeKind
    public_id: str = ""

    def __post_init__(self) -> None:
        if (self.kind == ScopeKind.PARTNERSHIP) == bool(self.public_id):
            raise ValueError("A partnership scope names nothing; every other scope names one record.")


PARTNERSHIP = Scope(ScopeKind.PARTNERSHIP)


def jurisdiction_scope(public_id: str) -> Scope:
    """Return the scope of one jurisdiction."""
    return Scope(ScopeKind.JURISDICTION, public_id)


def program_scope(slug: str) -> Scope:
    """Return the scope of one program."""
    return Scope(ScopeKind.PROGRAM, slug)
