"""Kinds: what becomes of each model in an archive, in an order in which what is pointed at comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, Model

from interlocal.foundation.files.public import StoredFile
from interlocal.kernel.leaving import Leaves
from interlocal.leaving.declared import declarations

PUBLIC_ID = "public_id"


@dataclass(frozen=True)
class Kind:
    """A kind of record: a model, and how its rows leave."""

    model: type[Model]
    leaves: Leaves

    @property
    def name(self) -> str:
        """What it is called in an archive, such as ``training.course``."""
        return self.model._meta.label_lower

    @property
    def identity(self) -> str:
        """The field by which others name a row, or ""."""
        names = {field.name for field in self.model._meta.concrete_fields}
        return self.leaves.identity or (PUBLIC_ID if PUBLIC_ID in names else "")

    @property
    def is_named(self) -> bool:
        """Does a row go because one that goes names it? So it is with people and files."""
        return self.model in {StoredFile, get_user_model()}

    @property
    def fields(self) -> "list[Field[Any, Any]]":
        """The fields that go, the public id first; numbers of the database never do."""
        found = [
            field
            for field in self.model._meta.concrete_fields
            if field.name not in self.leaves.without and (field.is_relation or not field.primary_key)
        ]
        return sorted(found, key=lambda field: field.name != self.identity)


def target_of(field: "Field[Any, Any]") -> type[Model]:
    """Return the model that a reference leads to."""
    model: type[Model] = field.related_model  # type: ignore[assignment]
    return model


def all_models() -> Iterator[type[Model]]:
    """Yield every model with a table of its own."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def kinds() -> list[Kind]:
    """Return the kinds that go, what is pointed at before what points, people and files last.

    Raises ``KeyError`` for a model that nobody declared.
    """
    declared = declarations()
    going = {
        model: Kind(model, declared[model._meta.label])
        for model in all_models()
        if declared[model._meta.label].goes
    }
    ordered: list[Kind] = []
    placed: set[type[Model]] = set()
    for model in sorted(going, key=lambda one: one._meta.label_lower):
        _place(going, model, ordered, placed)
    return [kind for kind in ordered if not kind.is_named] + [
        going[StoredFile],
        going[get_user_model()],
    ]


def kind_of(model: type[Model]) -> Kind:
    """Return the kind of a model."""
    return Kind(model, declarations()[model._meta.label])


def staying() -> list[tuple[str, str]]:
    """Return the tables that never go, each with the reason."""
    declared = declarations()
    return sorted(
        (model._meta.label_lower, declared[model._meta.label].why)
        for model in all_models()
        if not declared[model._meta.label].goes
    )


def _place(
    going: dict[type[Model], Kind], model: type[Model], ordered: list[Kind], placed: set[type[Model]]
) -> None:
    if model in placed or model not in going:
        return
    placed.add(model)
    for field in going[model].fields:
        if field.is_relation:
            _place(going, target_of(field), ordered, placed)
    ordered.append(going[model])
