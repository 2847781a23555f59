"""Putting rows into an empty database: tables as they were, rows in one transaction, compared after."""

from collections.abc import Iterable
from itertools import islice

from django.core.management import call_command
from django.db import DataError, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from interlocal.foundation.backups.rows.snapshot import lines_of
from interlocal.foundation.backups.rows.sums import Sum, sum_of
from interlocal.foundation.backups.rows.tables import LEFT_OUT, Migrations, Table, models_at, tables_at
from interlocal.foundation.backups.rows.values import writer

BATCH = 500
# Rows that a new installation has by itself: what the tables are, and what the workers noted.
NOT_PEOPLES = frozenset(
    {
        *("django_migrations", "django_content_type", "auth_permission", *LEFT_OUT),
        *("jobs_scheduleslot", "jobs_job", "jobs_effect"),
    }
)


class LoadRefused(Exception):
    """A row cannot stand in this database, or does not come out as it went in."""


class Loading:
    """Makes the tables of ``migrations`` in ``connection``, then takes rows table by table."""

    def __init__(self, connection: BaseDatabaseWrapper, migrations: Migrations) -> None:
        self.connection = connection
        self.migrations = migrations
        self.tables = {table.name: table for table in tables_at(migrations)}

    def make_tables(self) -> None:
        """Make every table as it was, in an empty database, as the migrations leave it, in one step."""
        with self.connection.schema_editor() as editor:
            for model in models_at(self.migrations):
                if not model._meta.auto_created:  # made together with the table that it joins
                    editor.create_model(model)
        call_command("createcachetable", database=self.connection.alias, verbosity=0)

    def load(self, table: Table, lines: Iterable[bytes]) -> Sum:
        """Insert the rows; return their sum. Call it within one transaction for all tables."""
        names = ", ".join(self.connection.ops.quote_name(column.name) for column in table.columns)
        places = ", ".join(["%s"] * len(table.columns))
        into = self.connection.ops.quote_name(table.name)
        statement = f"INSERT INTO {into} ({names}) VALUES ({places})"  # noqa: S608  # nosec B608: our tables
        parameters = writer(table, self.connection)
        found = Sum()
        rest = iter(lines)
        with self.connection.cursor() as cursor:
            while batch := list(islice(rest, BATCH)):
                for line in batch:
                    found.add(line)
                try:
                    cursor.executemany(statement, [parameters(line) for line in batch])
                except (DataError, IntegrityError, ValueError) as error:
                    raise LoadRefused(
                        f"A row of {table.name} cannot stand in this database: {type(error).__name__}."
                    ) from error
        return found

    def defer_checks(self) -> None:
        """Let rows come before those they point at, until the transaction ends."""
        with self.connection.cursor() as cursor:
            cursor.execute(self._deferring())

    def set_counters(self, counters: dict[str, int]) -> None:
        """Let each counter go on where it was."""
        with self.connection.cursor() as cursor:
            for name, table in self.tables.items():
                if table.counter:
                    _set_counter(cursor, self.connection, table, counters.get(name, 0))

    def compare(self, expected: dict[str, Sum]) -> None:
        """Read every row again; raise ``LoadRefused`` for a table that is not what went in."""
        for name, table in self.tables.items():
            found = sum_of(lines_of(table, self.connection))
            wanted = expected.get(name, Sum())
            if found != wanted:
                raise LoadRefused(
                    f"{name} has {found.rows} rows where {wanted.rows} were to come, or some differ."
                )

    def _deferring(self) -> str:
        return (
            "SET CONSTRAINTS ALL DEFERRED"
            if self.connection.vendor == "postgresql"
            else "PRAGMA defer_foreign_keys = ON"
        )


def table_names(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables that are there."""
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def tables_with_rows(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the tables in which something stands that a new installation does not have by itself."""
    found = []
    with connection.cursor() as cursor:
        for name in table_names(connection):
            if name in NOT_PEOPLES:
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(name)} LIMIT 1")  # noqa: S608  # nosec B608: as listed
            if cursor.fetchone() is not None:
                found.append(name)
    return found


def empty_database(connection: BaseDatabaseWrapper) -> None:
    """Drop every table."""
    names = table_names(connection)
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for name in names:
                ending = " CASCADE" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{ending}")
    finally:
        connection.enable_constraint_checking()


def _set_counter(cursor: object, connection: BaseDatabaseWrapper, table: Table, value: int) -> None:
    execute = cursor.execute  # type: ignore[attr-defined]
    if connection.vendor == "sqlite":
        execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
        if value:
            execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, value])
        return
    quoted = connection.ops.quote_name(table.name)
    # A counter that never gave a number stays at its first.
    execute(
        "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
        [quoted, table.counter, max(value, 1), value > 0],
    )
