"""``interlocal maintenance``: close the installation to pages and jobs, and open it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interlocal.config.running.upgrading import begun_upgrade
from interlocal.foundation.backups.public import unfinished_restore
from interlocal.kernel import clock
from interlocal.kernel.maintenance import begin_maintenance, end_maintenance, maintenance_reason


class Command(BaseCommand):
    """Close and open."""

    help = "Closes the installation for maintenance (every page says so, no job begins), or opens it again."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["on", "off", "status"])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it."""
        if options["what"] == "on":
            begin_maintenance("by hand", now=clock.now())
        elif options["what"] == "off":
            if unfinished_restore() or begun_upgrade():
                raise CommandError(
                    "A restore or an upgrade was cut off, and the database is not whole: run it again. "
                    "It opens the installation at its end."
                )
            end_maintenance()
        reason = maintenance_reason()
        self.stdout.write(f"Closed for maintenance ({reason})." if reason else "Open.")
