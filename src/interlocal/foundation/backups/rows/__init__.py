"""Every row of every table, read from one moment and written into another database, whichever its engine."""

from interlocal.foundation.backups.rows.loading import Loading, LoadRefused, empty_database, table_names
from interlocal.foundation.backups.rows.snapshot import snapshot
from interlocal.foundation.backups.rows.sums import Sum, sum_of, sums
from interlocal.foundation.backups.rows.tables import Migrations, Table, applied_migrations, tables_at

__all__ = [
    "LoadRefused",
    "Loading",
    "Migrations",
    "Sum",
    "Table",
    "applied_migrations",
    "empty_database",
    "snapshot",
    "sum_of",
    "sums",
    "table_names",
    "tables_at",
]
