"""``interlocal vault status`` and ``interlocal vault rotate``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interlocal.foundation.vault.encryption import DIGEST_PURPOSE
from interlocal.foundation.vault.exceptions import KeyMissing, VaultError
from interlocal.foundation.vault.keyfile import key_path, master_keys
from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.rotation import (
    reencrypt,
    rotate_data_key,
    rotate_master_key,
    values_under_retired_keys,
)
from interlocal.foundation.vault.signing import rotate_signing_key
from interlocal.foundation.vault.wrapping import unwrap
from interlocal.kernel import clock


class Command(BaseCommand):
    """See whether the vault's keys fit the database, and change them."""

    help = "Shows the vault's keys and whether they open this database, or rotates them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="status | rotate")
        verbs.add_parser("status", help="Say which keys there are and whether each can be opened.")
        rotate = verbs.add_parser(
            "rotate", help="Make a new master key and wrap every data key again under it."
        )
        choice = rotate.add_mutually_exclusive_group()
        choice.add_argument("--purpose", help="Instead give this purpose a new data key and encrypt again.")
        choice.add_argument(
            "--signing",
            metavar="PURPOSE",
            help="Instead give this purpose a new key to sign with; the old one stays published.",
        )
        choice.add_argument(
            "--finish",
            metavar="PURPOSE",
            help="Encrypt again what still lies under this purpose's retired keys.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            if options["verb"] == "status":
                self._show_status()
            elif options["purpose"]:
                count = rotate_data_key(options["purpose"], now=clock.now())
                self.stdout.write(f"{options['purpose']} has a new data key; {count} values encrypted again.")
            elif options["signing"]:
                key_id = rotate_signing_key(options["signing"], now=clock.now())
                self.stdout.write(f"{options['signing']} signs with the new key {key_id} from now on.")
            elif options["finish"]:
                self.stdout.write(f"{reencrypt(options['finish'])} values encrypted again.")
            else:
                count = rotate_master_key(now=clock.now())
                self.stdout.write(
                    f"New master key; {count} data keys wrapped again. Copy {key_path()} to its safe place."
                )
        except (VaultError, ValueError) as error:
            raise CommandError(str(error)) from error

    def _show_status(self) -> None:
        rows = list(DataKey.objects.order_by("purpose", "created_at"))
        try:
            masters = master_keys()
        except KeyMissing:
            if rows:
                raise
            self.stdout.write("Nothing has been encrypted yet; the key file is made when something first is.")
            return
        self.stdout.write(
            f"Key file {key_path()}: {len(masters.keys)} master key(s), {masters.current.id} in use."
        )
        if len(masters.keys) > 1:
            self.stdout.write("A rotation was interrupted: run `interlocal vault rotate` to finish it.")
        for row in rows:
            unwrap(row, masters)
            state = f"retired {row.retired_at:%Y-%m-%d}" if row.retired_at else "in use"
            self.stdout.write(f"{row.purpose}  {row.key_id}  made {row.created_at:%Y-%m-%d}  {state}  opens")
        for purpose in sorted({row.purpose for row in rows if row.retired_at}):
            if not purpose.startswith(DIGEST_PURPOSE) and (left := values_under_retired_keys(purpose)):
                self.stdout.write(f"{purpose}: {left} values still under a retired key; --finish {purpose}")
