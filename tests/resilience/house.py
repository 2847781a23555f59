"""A house of its own for tests with several processes: data folder, database, and the processes."""

import json
import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from tests import ready_made

ROOT = Path(__file__).resolve().parent.parent.parent


class House:
    """An installation, and the processes that a test starts in it."""

    def __init__(
        self, folder: Path, server_url: str = "", settings: str = "interlocal.config.settings"
    ) -> None:
        self.folder = folder
        self._server_url = server_url
        self._database = f"resilience_{uuid.uuid4().hex[:12]}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INTERLOCAL_")}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": settings,
            "INTERLOCAL_DATA": str(folder),
            "INTERLOCAL_DEMO": "1",
            "INTERLOCAL_DATABASE_URL": self.database_url,
            "PYTHONPATH": str(ROOT),
        }
        self._started: list[subprocess.Popen[str]] = []

    @property
    def database_url(self) -> str:
        return f"{self._server_url.rpartition('/')[0]}/{self._database}" if self._server_url else ""

    def start(self, *arguments: object) -> subprocess.Popen[str]:
        """Start Python with arguments in this house."""
        process = subprocess.Popen(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._started.append(process)
        return process

    def told(self, *arguments: object) -> str:
        """Run Python to its end; return what it prints."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
        return out

    def command(self, *words: object) -> str:
        """Run a command of the house; return what it prints."""
        return self.told("-m", "interlocal.config.cli", *words)

    def verified(self) -> dict[str, Any]:
        """What `interlocal audit verify` finds."""
        found: dict[str, Any] = json.loads(self.command("audit", "verify", "--format", "json"))
        return found

    def number(self, sql: str) -> int:
        """Return the one number that ``sql`` selects."""
        if self._server_url:
            with psycopg.connect(self.database_url) as connection:
                return int(connection.execute(sql).fetchone()[0])  # type: ignore[call-overload, index]
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as database:
            return int(database.execute(sql).fetchone()[0])

    def migrate(self) -> None:
        """Make the tables."""
        if self._server_url:
            self.command("migrate", "--verbosity", "0")
        else:
            ready_made.copy_migrated(self.folder)

    def fill(self) -> None:
        """Put the sample there, where that is quicker than letting `interlocal run` load it."""
        if not self._server_url:
            ready_made.copy_with_sample(self.folder)

    def make_database(self) -> None:
        if self._server_url:
            self._on_server(f"CREATE DATABASE {self._database}")

    def end(self) -> None:
        """Leave nothing running, and no database."""
        for process in self._started:
            process.kill()
            process.communicate()
        if self._server_url:
            self._on_server(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)")

    def _on_server(self, sql: str) -> None:
        with psycopg.connect(self._server_url, autocommit=True) as server:
            server.execute(sql)  # type: ignore[call-overload]


@contextmanager
def a_house(folder: Path, server_url: str = "", **options: str) -> Iterator[House]:
    """Yield a house on SQLite, or on a database of its own at ``server_url``."""
    house = House(folder, server_url, **options)
    house.make_database()
    try:
        yield house
    finally:
        house.end()
