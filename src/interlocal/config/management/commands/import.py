# ruff: noqa: N999  the command is called so
"""``interlocal import``: the records of another installation into this new one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interlocal.config.running import preparation
from interlocal.kernel import clock
from interlocal.leaving.public import ArchiveWrong, Manifest, bring_in, read_archive, require_nothing_here


class Command(BaseCommand):
    """Bring an archive in, in place of ``interlocal init``."""

    help = "Brings an archive of `interlocal export` into a new installation, in place of `interlocal init`."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("archive", type=Path, help="The archive: a zip file or a folder.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Check it, say what would come, and bring nothing in."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Bring it in, or say why not; then nothing is changed."""
        preparation.prepare_folder()
        preparation.prepare_database()
        preparation.prepare_keys()
        try:
            if options["dry_run"]:
                manifest, seal = read_archive(options["archive"])
                require_nothing_here()
                self._tell(manifest)
                self.stdout.write(f"SHA-256 of its manifest: {seal}\nNothing was brought in.")
                return
            manifest = bring_in(path=options["archive"], now=clock.now())
        except ArchiveWrong as error:
            raise CommandError(f"{error} Nothing was brought in.") from error
        self._tell(manifest)
        self.stdout.write(
            "All of it is here. People come without passwords: each asks for a new one on the sign-in page, "
            "which mails a link, and sets up the authenticator anew. Where there is no mail server yet: "
            "interlocal accounts password-link ADDRESS --because TEXT"
        )

    def _tell(self, manifest: Manifest) -> None:
        whose = manifest.city or manifest.partnership
        self.stdout.write(f"{whose}, as it was at {manifest.made_at} (version {manifest.version}):")
        for one in manifest.kinds:
            self.stdout.write(f"  {one.records:>9,}  {one.title}")
        self.stdout.write(f"  {len(manifest.files):>9,}  files")
