"""``interlocal accounts``: the first invitation, and the last way back in, for whoever runs the machine."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interlocal.foundation.accounts.actions.invitations import invite
from interlocal.foundation.accounts.actions.passwords import password_link
from interlocal.foundation.accounts.actions.resets import approve_reset
from interlocal.foundation.accounts.models import User
from interlocal.foundation.accounts.models.roles import roles
from interlocal.foundation.accounts.models.users import normal_email
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP, ScopeKind


class Command(BaseCommand):
    """Let the first person in, and back in. Both leave a row in the audit book that names no person."""

    help = "Invites the first people, or sends the link that removes a lost authenticator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the verb and what it needs."""
        verbs = parser.add_subparsers(
            dest="verb", required=True, metavar="invite | password-link | reset-authenticator"
        )
        first = verbs.add_parser("invite", help="Mail an invitation to a role in the whole partnership.")
        first.add_argument("email")
        first.add_argument("--name", required=True)
        first.add_argument("--role", default="coordinator", choices=sorted(_roles_everywhere()))
        first.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])
        link = verbs.add_parser(
            "password-link",
            help="Print a link that sets a new password within an hour, where there is no mail server yet.",
        )
        link.add_argument("email")
        link.add_argument(
            "--because", required=True, help="How you made sure who is asking; kept in the audit."
        )
        again = verbs.add_parser(
            "reset-authenticator",
            help="Mail the link that removes a lost authenticator, where no coordinator can.",
        )
        again.add_argument("email")
        again.add_argument(
            "--because", required=True, help="How you made sure who is asking; kept in the audit."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        try:
            if options["verb"] == "invite":
                self._invite(options)
            elif options["verb"] == "password-link":
                self._link(options)
            else:
                self._reset(options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def _invite(self, options: dict[str, Any]) -> None:
        invitation = invite(
            by=None,
            email=options["email"],
            name=options["name"],
            role=options["role"],
            scope=PARTNERSHIP,
            from_on=clock.today(),
            language=options["language"],
            now=clock.now(),
        )
        self.stdout.write(f"The invitation is on its way to {invitation.user.email}; it lasts 14 days.")

    def _link(self, options: dict[str, Any]) -> None:
        link = password_link(user=_person(options["email"]), because=options["because"], now=clock.now())
        self.stdout.write(f"Whoever opens this link within the hour sets the password:\n  {link}")

    def _reset(self, options: dict[str, Any]) -> None:
        user = _person(options["email"])
        approve_reset(by=None, user=user, checked_how=options["because"], now=clock.now())
        self.stdout.write(f"The link is on its way to {user.email}; it lasts two days.")


def _person(email: str) -> User:
    user: User | None = User.objects.filter(email=normal_email(email)).first()
    if user is None:
        raise CommandError("Nobody has that address.")
    return user


def _roles_everywhere() -> set[str]:
    return {slug for slug, role in roles().items() if ScopeKind.PARTNERSHIP in role.scopes}
