"""``interlocal run``: prepare what is missing, then serve pages and work on jobs until Ctrl-C."""

import errno
import http.client
import socket
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interlocal.config.management.commands.init import setup_link
from interlocal.config.roles import ROLES
from interlocal.config.running import preparation
from interlocal.config.running.children import Child
from interlocal.config.running.options import add_options
from interlocal.config.running.supervisor import Supervisor
from interlocal.config.sample import PASSWORD, SIGN_INS
from interlocal.founding import public as founding
from interlocal.kernel import clock

START_SECONDS = 90


class Command(BaseCommand):
    help = "Start the web server and the job worker, after preparing database and files. Ctrl-C stops both."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        add_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, and stay."""
        host, port, is_sample = options["host"], options["port"], options["sample"]
        with _listener(host, port) as listener:
            preparation.prepare_folder()
            with Child("engine", "interlocal.config.running.engine"):
                self._prepare(is_sample=is_sample)
                self._serve(listener, host, port, is_sample=is_sample)

    def _serve(self, listener: socket.socket, host: str, port: int, *, is_sample: bool) -> None:
        web = Child(
            "web server", "interlocal.config.running.web", [str(listener.fileno())], [listener.fileno()]
        )
        worker = Child("job worker", "interlocal.config.running.worker")
        with Supervisor([web, worker], self._say) as supervisor:
            is_ready = supervisor.wait_until(lambda: _answers(host, port), START_SECONDS)
            if supervisor.is_stopping:
                return
            if not is_ready:
                raise CommandError(
                    "The web server or the job worker did not start: its last lines above say why."
                )
            self._welcome(is_sample=is_sample)
            code = supervisor.keep()
            self._say("Stopping ...")
        if code:
            raise CommandError("Stopped.", returncode=code)
        self._say("Stopped. What was entered is kept.")

    def _prepare(self, *, is_sample: bool) -> None:
        started = time.monotonic()
        preparation.prepare_database()
        preparation.prepare_keys()
        if is_sample and preparation.needs_sample():
            self._say("Loading the sample partnership ...")
            preparation.load_sample()
        preparation.prepare_static()
        if time.monotonic() - started > 10:
            self._say("Ready to start. The next start takes seconds.")

    def _welcome(self, *, is_sample: bool) -> None:
        parts = [f"\n  Interlocal is running at {settings.INTERLOCAL_BASE_URL}\n"]
        if is_sample and preparation.is_sample():
            parts.append(sign_in_table())
        elif line := way_in():
            parts.append(f"  {line}\n")
        parts.append("  Ctrl-C stops it.\n")
        self._say("\n".join(parts))

    def _say(self, line: str) -> None:
        self.stdout.write(f"{line}\n")
        self.stdout.flush()


def way_in() -> str:
    """Return what an empty installation says of its set-up: the link itself at the very first start only."""
    if founding.is_founded():
        return ""
    if founding.is_first_start():
        link = setup_link(founding.make_code(now=clock.now()))
        return (
            f"Nothing is set up yet. Answer in the terminal with `interlocal init`, or open once:\n  {link}"
        )
    return "Nothing is set up yet: `interlocal init` asks here, `interlocal init --link` prints a new link."


def sign_in_table() -> str:
    """Return the sample's sign-ins, one role a line."""
    titles = {role.slug: str(role.title) for role in ROLES}
    first = {sign_in.role: sign_in for sign_in in reversed(SIGN_INS)}
    rows = [(titles[slug], first[slug]) for slug in titles if slug in first]
    width = max(len(title) for title, _ in rows)
    wide = max(len(sign_in.email) for _, sign_in in rows)
    lines = [
        f"    {title:<{width}}   {row.email:<{wide}}   {row.jurisdiction}".rstrip() for title, row in rows
    ]
    return "\n".join([f"  Sign in as one of these; the password is {PASSWORD}", "", *lines, ""])


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is taken, perhaps by another `make run`. "
                f"Stop that, or try: make run PORT={port + 1}"
            ) from error
        raise CommandError(f"Cannot answer on {host} port {port}: {error.strerror}.") from error


def _answers(host: str, port: int) -> bool:
    is_everywhere = host in {"0.0.0.0", "::"}  # noqa: S104  # nosec B104: compared, not bound
    asked = http.client.HTTPConnection("127.0.0.1" if is_everywhere else host, port, timeout=5)
    try:
        asked.request("GET", "/health/ready", headers={"Host": "localhost"})
        status = asked.getresponse().status
    except OSError:
        return False
    finally:
        asked.close()
    if status == http.client.INTERNAL_SERVER_ERROR:
        raise CommandError("The web server answers with an error: its last lines above say why.")
    return status < http.client.INTERNAL_SERVER_ERROR
