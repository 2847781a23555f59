"""Moving to another database: every row streamed across from one moment, and read again on the other side."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from interlocal.foundation.backups.outcomes import BackupFailed
from interlocal.foundation.backups.rows import (
    Loading,
    Sum,
    applied_migrations,
    empty_database,
    snapshot,
    sum_of,
    table_names,
    tables_at,
)
from interlocal.foundation.backups.rows.loading import tables_with_rows
from interlocal.foundation.backups.rows.snapshot import counters_of, lines_of

Told = Callable[[str], None]


@dataclass(frozen=True)
class Moved:
    """What was moved."""

    tables: int
    rows: int


def move_rows(target: BaseDatabaseWrapper, *, again: bool = False, told: Told = lambda _: None) -> Moved:
    """Copy every row of the database in use into ``target`` and compare both, row by row.

    Files and keys stay where they are. ``target`` must be empty; ``again`` empties it first, after a move
    that was cut off. The source is only read. Raises ``BackupFailed`` and ``LoadRefused``.
    """
    if table_names(target):
        if not again and (full := tables_with_rows(target)):
            raise BackupFailed(
                f"The other database is not empty: there are rows in {full[0]}. If an earlier move "
                "was cut off there, say --again, which empties it first."
            )
        empty_database(target)
    with snapshot() as moment:
        migrations = applied_migrations(moment)
        tables = tables_at(migrations)
        loading = Loading(target, migrations)
        told(f"Making {len(tables)} tables ...")
        loading.make_tables()
        told("Copying every row ...")
        sums: dict[str, Sum] = {}
        with transaction.atomic(using=target.alias):
            loading.defer_checks()
            for table in tables:
                sums[table.name] = loading.load(table, lines_of(table, moment))
            loading.set_counters(counters_of(tables, moment))
        told("Comparing every row ...")
        loading.compare({table.name: sum_of(lines_of(table, moment)) for table in tables})
    return Moved(len(sums), sum(one.rows for one in sums.values()))
