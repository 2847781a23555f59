"""The tables as they were at a state of the migrations: the code may be newer than the database."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# What is no table of rows to keep: counters of tries, made anew; and who is signed in, since a session that
# was ended must not come back with a restore.
LEFT_OUT = frozenset({"accounts_signin", "kernel_cache"})

Migrations = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A column: its name and what Django calls its kind."""

    name: str
    kind: str
    field: Any


@dataclass(frozen=True)
class Table:
    """A table, its columns, and the one that counts up by itself (or "")."""

    name: str
    columns: tuple[Column, ...]
    counter: str

    @property
    def layout(self) -> list[list[str]]:
        """Return names and kinds, to compare with another."""
        return [[column.name, column.kind] for column in self.columns]


def applied_migrations(connection: BaseDatabaseWrapper) -> Migrations:
    """Return what has been applied to the database and is known to this code, in order of name."""
    loader = MigrationLoader(connection)
    return tuple(sorted(node for node in loader.applied_migrations if node in loader.graph.nodes))


def unknown_migrations(migrations: Migrations) -> list[str]:
    """Return those that this code does not have: a newer version applied them."""
    known = MigrationLoader(None).graph.nodes
    return [f"{app}.{name}" for app, name in migrations if (app, name) not in known]


def last_of(migrations: Migrations) -> list[tuple[str, str]]:
    """Return those that no other of them builds on: what to migrate to."""
    loader = MigrationLoader(None)
    held = set(migrations)
    return [
        node
        for node in migrations
        if not any(child.key in held for child in loader.graph.node_map[node].children)
    ]


def models_at(migrations: Migrations) -> list[type[models.Model]]:
    """Return every model that these migrations make, the migrations' own table included."""
    state = MigrationLoader(None).project_state(last_of(migrations), at_end=True)
    made: list[type[models.Model]] = list(state.apps.get_models(include_auto_created=True))
    made.append(MigrationRecorder.Migration)
    return [
        model for model in made if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    ]


def tables_at(migrations: Migrations) -> list[Table]:
    """Return every table that these migrations make, in order of name."""
    found = {model._meta.db_table: _table(model) for model in models_at(migrations)}
    return [found[name] for name in sorted(found) if name not in LEFT_OUT]


def _table(model: type[models.Model]) -> Table:
    meta = model._meta
    fields = [field for field in meta.local_concrete_fields if not getattr(field, "generated", False)]
    columns = tuple(Column(str(field.column), _kind(field), _plain(field)) for field in fields)
    counters = [
        str(field.column) for field in fields if isinstance(field, models.AutoField | models.BigAutoField)
    ]
    return Table(meta.db_table, columns, counters[0] if counters else "")


def _kind(field: Any) -> str:
    return str(_plain(field).get_internal_type())


def _plain(field: Any) -> Any:
    """Return the field that says how the values of a column look: of a foreign key, the one it points at."""
    while field.is_relation:
        field = field.target_field
    return field
