"""Installations to back up and to restore into, worked on by the command line as people do."""

import json
import os
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests import ready_made
from tests.commands.processes import CLI, environment

SHEET = "sheet.txt"


class Installation:
    """A data folder and a database."""

    def __init__(self, data: Path, database_url: str = "", **more: str) -> None:
        self.data = data
        self.environ = environment(data, INTERLOCAL_DATABASE_URL=database_url, INTERLOCAL_DEMO="1", **more)

    def does(self, *words: str, code: int = 0, **environ: str) -> str:
        """Run a command; return what it said, on both outputs, when it ended with ``code``."""
        done = subprocess.run(
            [*CLI, *words], env={**self.environ, **environ}, capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout if code == 0 else done.stderr.strip()

    def starts(self, *words: str) -> subprocess.Popen[str]:
        """Start a command."""
        return subprocess.Popen(
            [*CLI, *words], env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def runs(self, code: str, *arguments: str) -> str:
        """Run Python there."""
        start = "import django, sys; django.setup()\n"
        done = subprocess.run(
            [CLI[0], "-c", start + code, *arguments],
            env={**self.environ, "DJANGO_SETTINGS_MODULE": "interlocal.config.settings"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def runs_on(self, code: str) -> subprocess.Popen[str]:
        """Start Python there."""
        return subprocess.Popen(
            [CLI[0], "-c", "import django; django.setup()\n" + code],
            env={**self.environ, "DJANGO_SETTINGS_MODULE": "interlocal.config.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def sums(self) -> dict:
        """Return the sums of every table, counter, file and the audit's head."""
        return json.loads(self.does("backup", "sums"))

    def make_sheet(self) -> Path:
        """Make the recovery sheet beside the data, as if printed and kept elsewhere."""
        path = self.data.parent / SHEET
        path.write_text(self.does("backup", "key", "make"), encoding="utf-8")
        return path

    def back_up(self) -> Path:
        """Make a backup; return its file."""
        return Path(self.does("backup").partition(".backup:")[0] + ".backup")

    @property
    def store(self) -> Path:
        return self.data / "files"


def sample(folder: Path, **more: str) -> Installation:
    """Return a copy of the sample partnership on SQLite, with files in its store, open ones and sealed."""
    data = folder / "var"
    ready_made.copy_with_sample(data)
    made = Installation(data, **more)
    made.runs(ADD_FILES)
    return made


# Two megabytes sealed as the hotline does, one open file with its record, and one that no record speaks of.
ADD_FILES = """
import io, os
from datetime import date
from django.core.files.uploadedfile import SimpleUploadedFile
from interlocal.foundation.files.public import file_store, seal_bytes, store_upload
from interlocal.kernel import clock
seal_bytes(os.urandom(2_000_000), name="said.bin", day=date(2026, 3, 1)).keep()
store_upload(by=None, upload=SimpleUploadedFile("a.txt", b"The clerk wrote this. " * 99), now=clock.now(),
    purpose="tests.open")
store_upload(by=None, upload=SimpleUploadedFile("b.txt", b"Nobody may read this. " * 99), now=clock.now(),
    purpose="tests.sealed", sealed=True)
"""


@contextmanager
def database_at(server: str) -> Iterator[str]:
    """Yield the address of a new, empty database at a PostgreSQL server."""
    name = f"backups_{os.getpid()}_{uuid.uuid4().hex[:6]}"
    with psycopg.connect(server, autocommit=True) as connected:
        connected.execute(f"CREATE DATABASE {name}")
        try:
            yield server.rsplit("/", 1)[0] + f"/{name}"
        finally:
            connected.execute(f"DROP DATABASE {name} WITH (FORCE)")
