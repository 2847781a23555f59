"""A house of its own for tests that need several processes: data folder, database, and the processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg
from tests import ready_made

START = "import django, sys; django.setup()\n"
MIGRATE = (
    START
    + """
from django.core.management import call_command
for app in sys.argv[1:]:
    call_command("migrate", app, verbosity=0, skip_checks=True)
"""
)


class House:
    """A data folder and a database, worked on by processes."""

    def __init__(self, folder: Path, database_url: str, apps: tuple[str, ...]) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INTERLOCAL_")}
        self.folder = folder
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "interlocal.config.settings",
            "INTERLOCAL_DATA": str(folder),
            "INTERLOCAL_DATABASE_URL": database_url,
        }
        self.started: list[subprocess.Popen[str]] = []
        if database_url:
            assert self.start(MIGRATE, *apps).wait() == 0
        else:
            ready_made.copy_migrated(folder)

    def start(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, *arguments]
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def told(self, code: str, *arguments: str) -> str:
        """Return what the code prints."""
        return self.start(code, *arguments).communicate(timeout=120)[0]

    def close(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            process.stdout.close()


@contextmanager
def a_house(folder: Path, postgresql_url: str, *apps: str) -> Iterator[House]:
    """Yield a house on SQLite, or on a database of its own at ``postgresql_url``."""
    with _database_at(postgresql_url) if postgresql_url else nullcontext("") as address:
        house = House(folder, address, apps)
        try:
            yield house
        finally:
            house.close()


@contextmanager
def _database_at(url: str) -> Iterator[str]:
    name = "interlocal_processes"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        yield url.rsplit("/", 1)[0] + f"/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
