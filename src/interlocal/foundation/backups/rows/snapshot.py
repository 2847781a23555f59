"""A view of the whole database at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from interlocal.foundation.backups.rows.tables import Table
from interlocal.foundation.backups.rows.values import reader

BATCH = 500


@contextmanager
def snapshot(alias: str = "default") -> Iterator[BaseDatabaseWrapper]:
    """Yield a connection of its own whose every query sees the same moment. It stops nobody.

    PostgreSQL: a read-only transaction at repeatable read. SQLite: a deferred transaction on the
    write-ahead log, which keeps what it has begun to read.
    """
    opened = _apart(connections[alias])
    opened.set_autocommit(True)
    try:
        with opened.cursor() as cursor:
            if opened.vendor == "postgresql":
                cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                cursor.execute("PRAGMA query_only = ON")
                cursor.execute("BEGIN DEFERRED")
            # The moment is that of the first look, not of BEGIN.
            cursor.execute("SELECT COUNT(*) FROM django_migrations")
            cursor.fetchone()
        yield opened
    finally:
        opened.close()


def lines_of(table: Table, connection: BaseDatabaseWrapper) -> Iterator[bytes]:
    """Yield each row as a line, in constant memory."""
    names = ", ".join(connection.ops.quote_name(column.name) for column in table.columns)
    query = f"SELECT {names} FROM {connection.ops.quote_name(table.name)}"  # noqa: S608  # nosec B608: our tables
    line = reader(table, connection)
    cursor: Any = connection.create_cursor(name=f"lines_{abs(hash(table.name))}")
    try:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield from map(line, rows)
    finally:
        cursor.close()


def counters_of(tables: list[Table], connection: BaseDatabaseWrapper) -> dict[str, int]:
    """Return the last number that each table's counter gave, also where the row is gone since."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            given = dict(cursor.fetchall())
            return {table.name: int(given[table.name]) for table in tables if given.get(table.name)}
        for table in tables:
            if not table.counter:
                continue
            cursor.execute(
                "SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table, connection), table.counter]
            )
            (name,) = cursor.fetchone()
            if name is None:
                continue
            cursor.execute(f"SELECT last_value, is_called FROM {name}")  # noqa: S608  # nosec B608: named by PostgreSQL
            value, is_called = cursor.fetchone()
            if is_called:
                found[table.name] = int(value)
    return found


def _quoted(table: Table, connection: BaseDatabaseWrapper) -> str:
    return str(connection.ops.quote_name(table.name))


def _apart(connection: BaseDatabaseWrapper) -> BaseDatabaseWrapper:
    """Return a new connection to the same database."""
    settings = {**connection.settings_dict, "OPTIONS": dict(connection.settings_dict["OPTIONS"])}
    settings["OPTIONS"].pop("transaction_mode", None)
    return type(connection)(settings, connection.alias)
