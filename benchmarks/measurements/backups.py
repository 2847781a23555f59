"""Backing up and restoring gigabytes of files: speed and memory, beside copying the same files.

``BENCH_GIGABYTES`` says how many (2); three times as much room is needed on the disk of temporary files.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import house
from bench import Bench
from figures import Figure

MEGABYTES_A_FILE = 25
FILL = """
import os, sys
from interlocal.foundation.files.public import file_store
block = os.urandom(1 << 20)
for number in range({files}):
    with file_store().writing(f"{{number:032x}}") as target:
        for _ in range({megabytes}):
            target.write(block)
"""
SHEET = "from django.core.management import call_command\ncall_command('backup', 'key', 'make')"


@dataclass(frozen=True)
class Run:
    """A command's time and the most memory that it had."""

    seconds: float
    megabytes: float


def measure(bench: Bench) -> list[Figure]:
    gigabytes = float(os.environ.get("BENCH_GIGABYTES", "2"))
    files = max(1, round(gigabytes * 1024 / MEGABYTES_A_FILE))
    size = files * MEGABYTES_A_FILE / 1024
    with tempfile.TemporaryDirectory(prefix="interlocal-bench-") as name:
        folder = Path(name)
        source, elsewhere = folder / "var", folder / "elsewhere"
        bench.say(f"filling a store with {size:,.1f} GB")
        _run(source, "migrate", "--verbosity", "0", "--skip-checks")
        _python(source, FILL.format(files=files, megabytes=MEGABYTES_A_FILE))
        sheet = folder / "sheet.txt"
        sheet.write_text(_python(source, SHEET))
        bench.say("backing up and reading back")
        made = _run(source, "backup", "--to", str(folder))
        [backup] = folder.glob("*.backup")
        bench.say("restoring")
        restored = _run(elsewhere, "restore", str(backup), "--key-file", str(sheet))
        copied = _copied(source / "files", folder / "copied")
    return [
        _figure(f"Backing up {size:,.1f} GB of files, and reading it back", size, made, copied),
        _figure(f"Restoring {size:,.1f} GB of files, read through before", size, restored, copied),
        Figure("backups", "most memory while backing up", made.megabytes, "MB"),
        Figure("backups", "most memory while restoring", restored.megabytes, "MB"),
    ]


def _figure(what: str, size: float, run: Run, copied: float) -> Figure:
    speed = size * 1024 / run.seconds
    return Figure("backups", what, speed, "MB/s", copied / run.seconds, "copying the files durably")


def _run(data: Path, *words: str) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(house.BIN / "interlocal"), *words],
        env=house.environment(INTERLOCAL_DATA=str(data)),
        stdout=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{words[0]} ended with {status}.")
    return Run(time.perf_counter() - started, used.ru_maxrss / 1024)


def _python(data: Path, code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
        env=house.environment(INTERLOCAL_DATA=str(data), DJANGO_SETTINGS_MODULE="interlocal.config.settings"),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _copied(source: Path, target: Path) -> float:
    """Copy file by file, each made durable; return the seconds."""
    started = time.perf_counter()
    target.mkdir()
    for path in source.rglob("*"):
        if path.is_file():
            with path.open("rb") as given, (target / path.name).open("wb") as taken:
                while chunk := given.read(1 << 20):
                    taken.write(chunk)
                taken.flush()
                os.fsync(taken.fileno())
    return time.perf_counter() - started
