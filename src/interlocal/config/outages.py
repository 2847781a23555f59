"""What is down when something breaks beneath a page: told from the exception, so that the page can say it."""

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from django.db import InterfaceError, OperationalError

from interlocal.foundation.files.public import StoreUnavailable

_FULL_DISK = {errno.ENOSPC, errno.EDQUOT}
# What SQLite says of its place, not of a statement: locked too long, unreadable, not there, read-only.
_SQLITE_DOWN = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
}
# Classes of PostgreSQL: the connection, its resources, who stopped it. Without a code, it was never reached.
_POSTGRESQL_DOWN = ("08", "53", "57")
_POSTGRESQL_FULL = "53100"


class Outage(StrEnum):
    """What does not work."""

    FULL = "full"
    DATABASE = "database"
    FILES = "files"

    @property
    def status(self) -> int:
        """Return the status of the answer: no room, or out of service."""
        return 507 if self is Outage.FULL else 503


def outage_in(error: BaseException | None) -> Outage | None:
    """Return what is down, from the exception that reached the top and what led to it."""
    return next(filter(None, map(_told_by, _chain(error))), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told_by(error: BaseException) -> Outage | None:
    if isinstance(error, StoreUnavailable):
        return Outage.FILES
    if isinstance(error, OSError) and error.errno in _FULL_DISK:
        return Outage.FULL
    if isinstance(error, sqlite3.Error):
        return _told_by_sqlite(error)
    if isinstance(error, (OperationalError, InterfaceError)):
        return _told_by_postgresql(error)
    return None


def _told_by_sqlite(error: sqlite3.Error) -> Outage | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells where within
    if code == sqlite3.SQLITE_FULL:
        return Outage.FULL
    return Outage.DATABASE if code in _SQLITE_DOWN else None


def _told_by_postgresql(error: OperationalError | InterfaceError) -> Outage | None:
    cause = error.__cause__
    if not type(cause).__module__.startswith("psycopg"):
        return None
    code = getattr(cause, "sqlstate", None) or ""
    if code == _POSTGRESQL_FULL:
        return Outage.FULL
    return Outage.DATABASE if not code or code.startswith(_POSTGRESQL_DOWN) else None
