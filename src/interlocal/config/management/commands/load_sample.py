"""``load_sample``: fill an empty installation with the sample partnership."""

from argparse import ArgumentParser
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interlocal.config import sample
from interlocal.foundation.audit.tasks import publish_heads
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal


class Command(BaseCommand):
    """Loads what is missing of the sample; a second run after an interruption completes it."""

    help = "Fill an empty installation with the sample partnership of five cities."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--force``."""
        parser.add_argument(
            "--force", action="store_true", help="Load it outside demo mode too. Never into real data."
        )

    def handle(self, **options: Any) -> None:
        """Load, or say why not."""
        if not settings.INTERLOCAL_DEMO and not options["force"]:
            raise CommandError("Everybody knows the sample's sign-ins: set INTERLOCAL_DEMO=1 to load it.")
        try:
            sample.refuse_other_data()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        now = clock.now()
        done = list(sample.load(sample.LOAD_STEPS, now=now))
        if done:
            # From the first minute a cut tail of the book shows.
            publish_heads(SimpleNamespace(now=now))
        self.stdout.write(f"Loaded: {', '.join(done)}." if done else "The sample is loaded already.")
