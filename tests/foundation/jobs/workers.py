"""An installation of its own with real worker processes, on either database, to be killed at will."""

import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from tests import ready_made

_TREE = ["ps", "-ww", "-A", "-o", "pid=,ppid=,stat="]


class Installation:
    """A data folder, a database, and the command that starts its workers."""

    def __init__(self, folder: Path, repository: Path, database_url: str) -> None:
        self.folder = folder
        self.runs = folder / "runs"
        self.log = folder / "log"
        self._repository = repository
        self._database_url = database_url
        self._environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("INTERLOCAL_")},
            "DJANGO_SETTINGS_MODULE": "tests.foundation.jobs.crash_settings",
            "INTERLOCAL_DATA": str(folder),
            "INTERLOCAL_DATABASE_URL": database_url,
            "CRASH_RUNS": str(self.runs),
            "PYTHONPATH": str(repository),
        }
        self._worker: subprocess.Popen[bytes] | None = None
        self.runs.touch()
        if database_url:
            self._migrate(folder)
        else:
            ready_made.copy_of("migrated-for-crashes", self._migrate, folder)

    def command(self, *arguments: str) -> str:
        """Run a management command to its end; return what it prints."""
        done = self._start(["-m", "django", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = done.communicate(timeout=120)
        assert done.returncode == 0, err.decode()
        return out.decode()

    def _migrate(self, folder: Path) -> None:
        environ, self._environ = self._environ, {**self._environ, "INTERLOCAL_DATA": str(folder)}
        self.command("migrate", "--run-syncdb", "--skip-checks")
        self._environ = environ

    def step(self, *arguments: object) -> subprocess.Popen[bytes]:
        """Start one of the steps of ``crash_tasks``; what goes wrong is in the log."""
        with self.log.open("ab") as log:
            return self._start(["-m", "tests.foundation.jobs.crash_tasks", *map(str, arguments)], stderr=log)

    def column(self, sql: str) -> list[Any]:
        """Return the first column of what ``sql`` selects."""
        if self._database_url:
            with psycopg.connect(self._database_url) as connection:
                return [row[0] for row in connection.execute(sql)]  # type: ignore[call-overload]
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as database:
            return [row[0] for row in database.execute(sql)]

    def start_worker(self) -> None:
        """Start the workers."""
        with self.log.open("ab") as log:
            self._worker = self._start(
                ["-m", "django", "worker", "--skip-checks"], stdout=log, stderr=log, start_new_session=True
            )

    def worker_processes(self) -> list[int]:
        """Return the ids of the worker command and of all below it."""
        assert self._worker is not None
        rows = [line.split() for line in subprocess.check_output(_TREE, text=True).splitlines()]
        found = [self._worker.pid]
        for parent in found:
            found += [int(pid) for pid, ppid, stat in rows if int(ppid) == parent and "Z" not in stat]
        return found

    def is_worker_up(self) -> bool:
        """Does the worker command still run?"""
        return self._worker is not None and self._worker.poll() is None

    def stop_worker(self) -> int:
        """Ask the workers to stop; return the exit code."""
        assert self._worker is not None
        self._worker.terminate()
        return self._worker.wait(timeout=30)

    def end(self) -> None:
        """Leave nothing running."""
        if self._worker is not None:
            for pid in self.worker_processes():
                _kill(pid)
            self._worker.wait()

    def _start(self, arguments: list[str], **options: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=self._repository, env=self._environ, **options
        )


@contextmanager
def installation(folder: Path, repository: Path, server_url: str) -> Iterator[Installation]:
    """Set up an installation: on SQLite, or in a new database of the PostgreSQL server at ``server_url``."""
    database_url = _new_database(server_url) if server_url else ""
    made = Installation(folder, repository, database_url)
    try:
        yield made
    finally:
        made.end()


def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Wait until it is so; give up after ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.1)
    return False


def _new_database(server_url: str) -> str:
    name = f"jobs_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
    return f"{server_url.rpartition('/')[0]}/{name}"


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, 9)
