"""``interlocal move``: rows to another database, or files to a bucket and back; each one compared."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, connections

from interlocal.config.databases import database_settings
from interlocal.config.running.quiet import close_and_wait
from interlocal.foundation.backups.public import BackupFailed, LoadRefused, move_files, move_rows
from interlocal.foundation.files.public import BucketStore, FolderStore, files_bucket, files_folder
from interlocal.kernel import clock
from interlocal.kernel.maintenance import begin_maintenance, end_maintenance

TARGET = "moved_to"


class Command(BaseCommand):
    """Move every row to another database, or every file to another store."""

    help = (
        "Moves every row to the empty database at INTERLOCAL_MOVE_TO and compares both; with --files, every "
        "file to the bucket at INTERLOCAL_S3_BUCKET, or back to the data folder."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--again",
            action="store_true",
            help="Empty the other database first: an earlier move was cut off.",
        )
        parser.add_argument(
            "--files",
            choices=["to-bucket", "to-folder"],
            help="Move the files, not the rows: from the data folder to the bucket, or back.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Move, or say why not; what is in use is only read."""
        if options["files"]:
            self._move_files(is_back=options["files"] == "to-folder")
        else:
            self._move_rows(again=options["again"])

    def _move_rows(self, *, again: bool) -> None:
        target = self._target()
        self._close()
        try:
            moved = move_rows(connections[TARGET], again=again, told=self.stdout.write)
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

    def _move_files(self, *, is_back: bool) -> None:
        bucket = files_bucket()
        if bucket is None:
            raise CommandError("Set INTERLOCAL_S3_BUCKET, and what leads to it, for this command.")
        folder, other = FolderStore(files_folder()), BucketStore(bucket)
        source, target = (other, folder) if is_back else (folder, other)
        self._close()
        try:
            moved = move_files(source, target, told=self.stdout.write)
        except BackupFailed as error:
            end_maintenance()
            raise CommandError(
                f"{error} {str(source).capitalize()} is as it was, and in use again."
            ) from error
        begin_maintenance("moved", now=clock.now())
        setting = "without INTERLOCAL_S3_BUCKET" if is_back else "with INTERLOCAL_S3_BUCKET"
        self.stdout.write(
            f"{moved.files} files of {moved.size / 1e6:,.1f} MB are in {target}, each read back and "
            "compared.\nThe installation stays closed. Stop it, run `interlocal maintenance off`, start it "
            f"{setting}. "
            f"When all is well, delete {source}: nothing reads it any more."
        )

    def _close(self) -> None:
        if not close_and_wait("move"):
            end_maintenance()
            raise CommandError("A job is still running. Nothing was moved: try again when it has ended.")

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
