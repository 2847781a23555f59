"""``interlocal move``: from SQLite to PostgreSQL, or from one server to another, every row compared."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, connections

from interlocal.config.databases import database_settings
from interlocal.config.running.quiet import close_and_wait
from interlocal.foundation.backups.public import BackupFailed, LoadRefused, move_rows
from interlocal.kernel import clock
from interlocal.kernel.maintenance import begin_maintenance, end_maintenance

TARGET = "moved_to"


class Command(BaseCommand):
    """Move every row to another database."""

    help = "Moves every row to the empty database at INTERLOCAL_MOVE_TO and compares both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--again",
            action="store_true",
            help="Empty the other database first: an earlier move was cut off.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Move, or say why not; the database in use is only read."""
        target = self._target()
        if not close_and_wait("move"):
            end_maintenance()
            raise CommandError("A job is still running. Nothing was moved: try again when it has ended.")
        try:
            moved = move_rows(connections[TARGET], again=options["again"], told=self.stdout.write)
        except (BackupFailed, LoadRefused) as error:
            end_maintenance()
            raise CommandError(f"{error} The database in use is as it was, and in use again.") from error
        except DatabaseError as error:
            end_maintenance()
            raise CommandError(
                f"The other database does not take it ({type(error).__name__}). The one in use is as it was."
            ) from error
        begin_maintenance("moved", now=clock.now())
        self.stdout.write(
            f"{moved.rows} rows of {moved.tables} tables are in {target}, each compared; counters go on "
            "where they were. Files and keys stay where they are.\nThe installation stays closed, so that "
            "nothing is written to the old database any more. Stop it, set INTERLOCAL_DATABASE_URL to the "
            "new address, run `interlocal maintenance off`, and start it."
        )

    def _target(self) -> str:
        if not settings.INTERLOCAL_MOVE_TO:
            raise CommandError("Set INTERLOCAL_MOVE_TO to the address of the empty database.")
        given = database_settings(settings.INTERLOCAL_MOVE_TO, settings.INTERLOCAL_DATA)
        place = {name: given.get(name) for name in ("HOST", "PORT", "NAME")}
        if place == {name: connection.settings_dict.get(name) for name in place}:
            raise CommandError("INTERLOCAL_MOVE_TO is the database in use.")
        known = connections.configure_settings({**connections.settings, TARGET: given})
        connections.settings[TARGET] = known[TARGET]
        return f"{given['NAME']} at {given['HOST'] or 'this machine'}"
