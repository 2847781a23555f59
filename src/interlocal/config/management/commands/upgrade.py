"""``interlocal upgrade``: to the version that is installed, with a way back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from interlocal.config.running import preparation, upgrading
from interlocal.foundation.backups.public import unfinished_restore
from interlocal.foundation.vault.public import VaultError
from interlocal.kernel import clock


class Command(BaseCommand):
    """Bring the data to the version of the code."""

    help = "Brings the database to this version: looks before, backs up, migrates, looks after, or goes back."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--check", action="store_true", help="Only look before; change nothing.")
        parser.add_argument(
            "--back",
            action="store_true",
            help="Only bring back what an upgrade that was cut off had backed up.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, or say why not and in which state all is."""
        try:
            self._upgrade(is_check=options["check"], is_back=options["back"])
        except (upgrading.UpgradeStopped, VaultError) as error:
            raise CommandError(str(error)) from error

    def _upgrade(self, *, is_check: bool, is_back: bool) -> None:
        now = clock.now()
        if upgrading.begun_upgrade() is not None and not is_check:
            self.stdout.write("An upgrade was cut off here: going back to before it.")
            upgrading.go_back(now=now, told=self.stdout.write)
        if is_back:
            self.stdout.write("All is as it was before the upgrade.")
            return
        if unfinished_restore():
            raise CommandError("A restore was cut off here: run `interlocal restore` with its file first.")
        pending = upgrading.pending_migrations()
        self.stdout.write(
            f"{len(pending)} migrations to apply: {', '.join(pending)}." if pending else "Nothing to migrate."
        )
        if not pending and not is_check:
            preparation.prepare_database()
            preparation.prepare_static()
            return
        self._look_before()
        if not is_check:
            backup = upgrading.upgrade(now=now, told=self.stdout.write)
            self.stdout.write(
                f"Upgraded. Restart the web server and the job worker. What was before is in {backup}."
            )

    def _look_before(self) -> None:
        try:
            found = list(upgrading.looked_at_before())
        except DatabaseError as error:
            raise CommandError(
                f"The database does not answer as expected: {type(error).__name__}."
            ) from error
        for one in found:
            self.stdout.write(f"{'  ok ' if one.is_well else ' no  '} {one.words}")
        if not all(one.is_well for one in found):
            raise CommandError("Not ready: mend what is marked “no”. Nothing was changed.")
