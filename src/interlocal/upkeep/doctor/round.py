"""The round: every look in order, and none that stops the others."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from interlocal.upkeep.doctor.accounts import look_at_accounts
from interlocal.upkeep.doctor.backups import look_at_backups
from interlocal.upkeep.doctor.bucket import look_at_bucket
from interlocal.upkeep.doctor.certificate import look_at_certificate
from interlocal.upkeep.doctor.clock import look_at_clock
from interlocal.upkeep.doctor.database import look_at_database, look_at_migrations
from interlocal.upkeep.doctor.disk import look_at_disk
from interlocal.upkeep.doctor.finding import Finding, broken
from interlocal.upkeep.doctor.keys import look_at_keys
from interlocal.upkeep.doctor.mail import look_at_mail, write_letter
from interlocal.upkeep.doctor.queue import look_at_queue, look_at_schedules
from interlocal.upkeep.doctor.switches import look_at_settings

Look = Callable[[datetime], Iterable[Finding]]

CHECKS: tuple[Look, ...] = (
    look_at_database,
    look_at_migrations,
    look_at_keys,
    look_at_disk,
    look_at_bucket,
    look_at_backups,
    look_at_queue,
    look_at_schedules,
    look_at_mail,
    look_at_clock,
    look_at_certificate,
    look_at_settings,
    look_at_accounts,
)

__all__ = ["CHECKS", "Look", "examine", "write_letter"]


def examine(now: datetime, looks: Iterable[Look] = CHECKS) -> Iterator[Finding]:
    """Yield what every look finds; one that the database fails says so."""
    for look in looks:
        try:
            yield from look(now)
        except DatabaseError as error:
            yield _untold(look.__name__.removeprefix("look_at_"), error)


def _untold(name: str, error: DatabaseError) -> Finding:
    """Return that a look could not be taken: the database does not answer, or has other tables."""
    if _answers():
        says = _("This cannot be told: the tables are missing or not those of this version (%(error)s).")
        mend = _("Run: interlocal migrate")
    else:
        says = _("This cannot be told: the database does not answer (%(error)s).")
        mend = _("Mend the database first, then ask again.")
    return broken(name, name.capitalize(), says % {"error": type(error).__name__}, mend)


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
