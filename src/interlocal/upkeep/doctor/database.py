"""Which database it is, whether it is set up as it must be, and whether its tables are up to date."""

from collections.abc import Iterator
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.upkeep.doctor.finding import Finding, broken, good

OLDEST_POSTGRESQL = 15
OLDEST_SQLITE = (3, 37)
LOOK_AGAIN = 3600  # seconds
_found_whole: dict[str, float] = {}  # when this process last found each file whole


def look_at_database(_now: datetime) -> Iterator[Finding]:
    """Say the version and the settings that nothing works well without."""
    title = _("Database")
    wrong = list(_sqlite_faults() if connection.vendor == "sqlite" else _postgresql_faults())
    for says, mend in wrong:
        yield broken("database", title, says, mend)
    if not wrong:
        yield good("database", title, _("%(which)s answers.") % {"which": _version()})


def look_at_migrations(_now: datetime) -> Iterator[Finding]:
    """Say whether the tables are those of this version."""
    title = _("Tables")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = [node for node in executor.loader.applied_migrations if _is_ours_and_unknown(node, executor)]
    if unknown:
        yield broken(
            "migrations",
            title,
            _("A newer version of the software has changed the tables (%(name)s).")
            % {"name": ".".join(unknown[0])},
            _("Install that version, or restore the backup made before it."),
        )
    elif waiting:
        yield broken(
            "migrations",
            title,
            ngettext(
                "One change of the tables is not made yet.",
                "%(count)s changes of the tables are not made yet.",
                len(waiting),
            )
            % {"count": len(waiting)},
            _("Make a backup, then run: interlocal migrate"),
        )
    else:
        yield good("migrations", title, _("The tables are those of this version."))


def _is_ours_and_unknown(node: tuple[str, str], executor: MigrationExecutor) -> bool:
    is_installed = node[0] in executor.loader.migrated_apps
    return is_installed and node not in executor.loader.disk_migrations and node not in _replaced(executor)


def _replaced(executor: MigrationExecutor) -> set[tuple[str, str]]:
    return {old for one in executor.loader.replacements.values() for old in one.replaces}


def _version() -> str:
    numbers = connection.get_database_version()
    name = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    return f"{name} {'.'.join(map(str, numbers))}"


def _sqlite_faults() -> Iterator[tuple[str, str]]:
    if connection.get_database_version() < OLDEST_SQLITE:
        yield (
            _("%(which)s is too old.") % {"which": _version()},
            _("Use a newer Python, which brings a newer SQLite."),
        )
    if _asked("PRAGMA journal_mode") != "wal":
        yield (
            _("SQLite does not keep a write-ahead log, so that readers wait for writers."),
            _("Keep the data folder on a local disk: network folders cannot do it."),
        )
    if not _is_whole():
        yield (_("The database file is damaged."), _("Stop the site and restore the last good backup."))


def _is_whole() -> bool:
    """Whether SQLite finds its file whole: it reads all of it, so a process looks once an hour."""
    name, now = str(connection.settings_dict["NAME"]), monotonic()
    if now - _found_whole.get(name, -LOOK_AGAIN) >= LOOK_AGAIN:
        _found_whole.pop(name, None)
        if _asked("PRAGMA quick_check(1)") != "ok":
            return False
        _found_whole[name] = now
    return True


def _postgresql_faults() -> Iterator[tuple[str, str]]:
    if connection.get_database_version() < (OLDEST_POSTGRESQL,):
        yield (
            _("%(which)s is too old.") % {"which": _version()},
            _("Move to PostgreSQL %(oldest)s or newer.") % {"oldest": OLDEST_POSTGRESQL},
        )
    if _asked("SHOW server_encoding") != "UTF8":
        yield (
            _("The database does not keep its text as UTF-8."),
            _("Make a new one with ENCODING 'UTF8', and move with: interlocal move"),
        )
    if _asked("SHOW fsync") != "on":
        yield (
            _("PostgreSQL does not wait for the disk (fsync is off): a power cut destroys data."),
            _("Set fsync = on in postgresql.conf and restart PostgreSQL."),
        )


def _asked(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
