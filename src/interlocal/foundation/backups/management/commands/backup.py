"""``interlocal backup``: make one, verify one, list them; and the recovery sheet that opens them."""

import json
import sys
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interlocal.foundation.backups.actions import check_recovery_key, make_recovery_key, record_backup
from interlocal.foundation.backups.archive import BackupWrong
from interlocal.foundation.backups.comparing import sums_of_installation
from interlocal.foundation.backups.outcomes import BackupFailed
from interlocal.foundation.backups.queries import backups_made, recovery_key_in_use
from interlocal.foundation.backups.reading import contents_of, key_of
from interlocal.foundation.backups.recovery import CodeWrong, sheet_pdf, sheet_text
from interlocal.foundation.backups.typing_in import typed_secret
from interlocal.foundation.backups.writing import write_backup
from interlocal.foundation.vault.public import VaultError, open_box, put_key_file_back, recovery_keys
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

ASKED = "File with the recovery key, - for standard input. Default: it is asked for."


class Command(BaseCommand):
    """Backups and their key."""

    help = (
        "Makes an encrypted backup of database, files and keys, or verifies one; prints the recovery sheet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare verbs and options."""
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="Default: INTERLOCAL_BACKUPS.")
        verbs = parser.add_subparsers(dest="verb", metavar="key | verify | list | sums | vault-key")
        key = verbs.add_parser("key", help="Make the recovery sheet, check it, or say which is in use.")
        key.add_argument("what", choices=["make", "check", "status"])
        key.add_argument("--pdf", metavar="FILE", help="The sheet as PDF, - for standard output: | lp")
        key.add_argument("--replace", action="store_true", help="Make a new one though one is in use.")
        key.add_argument("--key-file", metavar="FILE", help=ASKED)
        verify = verbs.add_parser("verify", help="Read a backup through, from its first byte to its last.")
        verify.add_argument("file", type=Path)
        verify.add_argument(
            "--key-file",
            metavar="FILE",
            nargs="?",
            const="",
            help=f"With the sheet, not with the vault's key file here. {ASKED}",
        )
        verbs.add_parser("list", help="List the backups that were made.")
        verbs.add_parser("sums", help="Print sums of every table and file, to compare two installations.")
        lost = verbs.add_parser("vault-key", help="Bring a lost vault key file back with the recovery sheet.")
        lost.add_argument("--key-file", metavar="FILE", help=ASKED)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        does = {
            None: self._make,
            "key": self._key,
            "verify": self._verify,
            "list": self._list,
            "sums": self._sums,
            "vault-key": self._vault_key,
        }
        try:
            does[options["verb"]](options)
        except (BackupFailed, BackupWrong, CodeWrong, Refusal, VaultError) as error:
            raise CommandError(str(error)) from error

    def _make(self, options: dict[str, Any]) -> None:
        now = clock.now()
        made = write_backup(now=now, folder=options["to"])
        record_backup(made=made, is_automatic=False, now=now)
        self.stdout.write(
            f"{made.path}: {made.size / 1e6:,.1f} MB, {made.rows} rows of {made.tables} tables, {made.files} "
            f"files; read back whole. It opens with the recovery sheet {made.fingerprint}."
        )

    def _key(self, options: dict[str, Any]) -> None:
        if options["what"] == "make":
            self._make_key(options)
        elif options["what"] == "check":
            found = check_recovery_key(secret=typed_secret(options["key_file"]), now=clock.now())
            self.stdout.write(
                f"The sheet {found.fingerprint} reads as it was printed, and is the one in use."
            )
        else:
            in_use = recovery_key_in_use()
            if in_use is None:
                raise CommandError("There is no recovery key. Make one: interlocal backup key make")
            checked = f"checked {in_use.checked_at:%Y-%m-%d}" if in_use.checked_at else "not checked yet"
            self.stdout.write(f"{in_use.fingerprint}  made {in_use.created_at:%Y-%m-%d}  {checked}")

    def _make_key(self, options: dict[str, Any]) -> None:
        pdf, now = options["pdf"], clock.now()
        if pdf and pdf != "-" and Path(pdf).exists():
            raise CommandError(f"{pdf} is there already.")
        made, secret = make_recovery_key(now=now, replaces=options["replace"])
        drawn = partial(
            sheet_pdf, secret, fingerprint=made.fingerprint, house=settings.INTERLOCAL_BASE_URL, at=now
        )
        if not pdf:
            house = settings.INTERLOCAL_BASE_URL
            self.stdout.write(sheet_text(secret, fingerprint=made.fingerprint, house=house, at=now))
        elif pdf == "-":
            sys.stdout.buffer.write(drawn())
            sys.stdout.buffer.flush()
        else:
            path = Path(pdf)
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(drawn())
            self.stderr.write(f"Print {pdf}, then delete it: whoever reads it can open every backup.")

    def _verify(self, options: dict[str, Any]) -> None:
        given = options["key_file"]
        secret = None if given is None else typed_secret(given or None)
        try:
            source = options["file"].open("rb")
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        with source:
            head, key = key_of(source, secret)
            contents = contents_of(source, head, key)
        self.stdout.write(
            f"Whole. Made {head.made_at} by version {head.version} for the sheet {head.fingerprint}: "
            f"{contents.rows} rows of {len(contents.sums)} tables, {len(contents.files)} files."
        )

    def _list(self, _options: dict[str, Any]) -> None:
        for one in backups_made():
            is_there = (Path(one.folder) / one.file_name).is_file()
            state = "read back whole" if one.verified_at else "not read back"
            self.stdout.write(
                f"{one.created_at:%Y-%m-%d %H:%M}Z  {one.size / 1e6:>10,.1f} MB  {one.fingerprint}  {state}  "
                f"{Path(one.folder) / one.file_name}{'' if is_there else '  (not there any more)'}"
            )

    def _sums(self, _options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(sums_of_installation(), indent=1, sort_keys=True))

    def _vault_key(self, options: dict[str, Any]) -> None:
        secret = typed_secret(options["key_file"])
        found = recovery_key_in_use()
        if found is None:
            raise CommandError("This database knows no recovery sheet: restore a backup instead.")
        content = open_box(recovery_keys(secret).private, bytes(found.sealed_key_file))
        is_changed = put_key_file_back(content, now=clock.now())
        self.stdout.write("The vault's key file is back." if is_changed else "It was there, and is the same.")
