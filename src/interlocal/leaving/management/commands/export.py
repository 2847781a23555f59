"""``interlocal export``: everything, or what is one city's, as files that others can read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interlocal.kernel import clock
from interlocal.leaving.actions import record_export
from interlocal.leaving.archive import ExportFailed
from interlocal.leaving.writing import write_export
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class Command(BaseCommand):
    """Write an archive of the whole partnership or of one city."""

    help = "Writes all records and files, or those of one city, to an archive that anybody can read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("archive", type=Path, help="Where it goes: NAME.zip, or a new folder.")
        parser.add_argument(
            "--city", default="", metavar="NAME", help="Only what is this city's, and what all members share."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it, or say why not."""
        city = self._city(options["city"])
        now = clock.now()
        try:
            made = write_export(options["archive"], city=city, now=now)
        except ExportFailed as error:
            raise CommandError(str(error)) from error
        record_export(by=None, made=made, city=city, now=now)
        self.stdout.write(
            f"{made.path}: {made.manifest.records} records and {len(made.manifest.files)} files of "
            f"{made.manifest.city or made.manifest.partnership}.\n"
            "It is not encrypted and names people: keep it as you keep such records.\n"
            f"SHA-256 of its manifest, which the audit book keeps too: {made.seal}"
        )

    def _city(self, said: str) -> Jurisdiction | None:
        if not said:
            return None
        for names in ("name", "formal_name", "public_id"):
            if found := Jurisdiction.objects.filter(**{names: said}).first():
                return found
        known = ", ".join(Jurisdiction.objects.order_by("name").values_list("name", flat=True))
        raise CommandError(f"There is no {said} here. There are: {known}.")
