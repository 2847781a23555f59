"""``interlocal init``: an empty partnership from answers, asked here or given."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from interlocal.config.running import preparation
from interlocal.config.start import asking
from interlocal.foundation.accounts.public import User, invitation_link
from interlocal.founding import public as founding
from interlocal.founding.public import Answers, Founded, Place
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import Partnership, the_partnership


class Command(BaseCommand):
    """Makes the partnership once; run again with the same answers it changes nothing."""

    help = "Make an empty partnership: its name, its cities, its regional council, its first coordinator."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the answers; what is missing is asked."""
        parser.add_argument("--answers", type=Path, metavar="FILE", help="A TOML file with all answers.")
        parser.add_argument("--link", action="store_true", help="Print a new link to the set-up page.")
        parser.add_argument("--name", default="", help="Name of the partnership.")
        parser.add_argument("--short-name", default="", help="Short name; the name where it is left out.")
        parser.add_argument("--purpose", default="", help="What it is for, in a sentence or two.")
        parser.add_argument("--state", default="", help="Its state: the law that applies.")
        parser.add_argument(
            "--rules",
            default="",
            help="Law and rules, where not those of the state: a name, or none.",
        )
        parser.add_argument(
            "--city", action="append", default=[], metavar="'NAME | STATE | WEBSITE'", help="Once for each."
        )
        parser.add_argument("--council", default="", help="The regional council, written as a city is.")
        parser.add_argument("--coordinator-name", default="", help="Name of the first coordinator.")
        parser.add_argument("--coordinator-email", default="", help="Where the invitation goes.")
        parser.add_argument("--language", default="en", help="Language of the invitation: en or es.")

    def handle(self, **options: Any) -> None:
        """Make it, or say why not."""
        preparation.prepare_folder()
        preparation.prepare_database()
        preparation.prepare_keys()
        try:
            if options["link"]:
                self._say(f"Set it up at {setup_link(founding.make_code(now=clock.now()))}")
            else:
                self._make(self._answers(options))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def _answers(self, options: dict[str, Any]) -> Answers:
        if options["answers"] is not None:
            try:
                return founding.read_answers(options["answers"].read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                raise CommandError(f"Cannot read {options['answers']}: {error}") from None
        council = options["council"]
        given = Answers(
            name=options["name"],
            short_name=options["short_name"],
            purpose=options["purpose"],
            state=options["state"],
            rules=options["rules"],
            cities=tuple(map(Place.read, options["city"])),
            council=Place.read(council) if council else None,
            coordinator_name=options["coordinator_name"],
            coordinator_email=options["coordinator_email"],
            language=options["language"],
        )
        if the_partnership() is not None or not sys.stdin.isatty():
            return given
        return asking.complete(given, ask=input, say=self._say)

    def _make(self, answers: Answers) -> None:
        there = the_partnership()
        if there is not None and is_same(there, answers):
            self._say(f"{there.name} is set up already. Nothing changed.")
            return
        self._tell(founding.found(answers=answers, now=clock.now()))

    def _tell(self, made: Founded) -> None:
        self._say(f"{made.partnership.name} is set up.")
        if not made.has_pack:
            self._say("No rules ship for this state. Notices follow starting values: see Law and rules.")
            self._say("Procedures for readings and votes are written by hand, under Procedures.")
        person = made.invitation.user
        if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
            self._say(f"The invitation goes to {person.email} once `interlocal run` is started.")
        else:
            self._say(f"No mail server is set up (INTERLOCAL_MAIL_URL). Give {person.name} this link,")
            self._say(f"which works once, within 14 days:\n  {invitation_link(made.invitation)}")
        self._say(f"Start it with `interlocal run`, then sign in at {settings.INTERLOCAL_BASE_URL}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)


def is_same(there: Partnership, answers: Answers) -> bool:
    """Do the answers say what is there already?"""
    known = User.objects.filter(email=answers.coordinator_email.strip().lower()).exists()
    return there.name == answers.name.strip() and known


def setup_link(code: str) -> str:
    """Return the address of the first-run page."""
    return f"{settings.INTERLOCAL_BASE_URL}{reverse('founding:first-run', args=[code])}"
