"""``interlocal restore``: a backup into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, HeadUnreadable, published_heads, verify_book
from interlocal.foundation.backups.actions import record_restore
from interlocal.foundation.backups.archive import BackupWrong
from interlocal.foundation.backups.outcomes import BackupFailed
from interlocal.foundation.backups.recovery import CodeWrong
from interlocal.foundation.backups.restoring import restore_backup
from interlocal.foundation.backups.typing_in import typed_secret
from interlocal.foundation.vault.public import VaultError
from interlocal.kernel import clock


class Command(BaseCommand):
    """Bring a backup back."""

    help = "Brings a backup back into an empty installation: rows, files and keys, compared one by one."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("file", type=Path, help="The backup.")
        parser.add_argument(
            "--key-file",
            metavar="FILE",
            help="File with the recovery key, - for standard input. Default: it is asked for.",
        )
        parser.add_argument(
            "--with-vault-key",
            action="store_true",
            help="Open it with the vault's key file that is here, not with the recovery sheet.",
        )
        parser.add_argument(
            "--drill",
            action="store_true",
            help="Leave all as it was in the backup: change no table, write no entry about it.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring it back, or say why not and what to do."""
        try:
            secret = None if options["with_vault_key"] else typed_secret(options["key_file"])
            now = clock.now()
            restored = restore_backup(options["file"], secret=secret, now=now, told=self.stdout.write)
        except (BackupFailed, BackupWrong, CodeWrong, VaultError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Brought back as of {restored.made_at}: {restored.rows} rows of {restored.tables} tables, "
            f"{restored.files} files. Every row was read again and is the same."
        )
        if not options["drill"]:
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            record_restore(restored=restored, now=now)
        self._tell_of_the_audit()

    def _tell_of_the_audit(self) -> None:
        try:
            outcome = verify_book(PARTNERSHIP_BOOK, published_heads())
        except HeadUnreadable as error:
            raise CommandError(str(error)) from error
        if not outcome.is_whole:
            raise CommandError("The audit book is not whole: run `interlocal audit verify`.")
        self.stdout.write(f"The audit book is whole: {outcome.entries} entries, last {outcome.last_seq}.")
