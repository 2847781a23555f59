"""Data folders that are made once in a run of the tests, by whoever asks first; each test has a copy."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

CLI = [sys.executable, "-m", "interlocal.config.cli"]
MAKE_KEYS = (
    "import django; django.setup()\n"
    "from interlocal.config.running.preparation import prepare_keys; prepare_keys()"
)


def copy_of(name: str, make: Callable[[Path], None], into: Path) -> None:
    """Copy the folder called ``name`` to ``into``; ``make`` fills it the first time."""
    shelf = Path(os.environ["INTERLOCAL_TEST_FOLDER"]) / "ready-made"
    shelf.mkdir(exist_ok=True)
    kept = shelf / name
    with (shelf / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            making = Path(tempfile.mkdtemp(dir=shelf))
            make(making)
            making.rename(kept)
    shutil.copytree(kept, into, dirs_exist_ok=True)


def copy_migrated(into: Path) -> None:
    """Fill ``into`` with a database that has every table, and nothing in them."""
    copy_of("migrated", _migrate, into)


def copy_with_sample(into: Path) -> None:
    """Fill ``into`` with the sample partnership, as `interlocal run --sample` leaves it."""
    copy_of("with-sample", _load_sample, into)


def _migrate(folder: Path) -> None:
    _told(folder, [*CLI, "migrate", "--verbosity", "0", "--skip-checks"])


def _load_sample(folder: Path) -> None:
    copy_migrated(folder)
    _told(folder, [sys.executable, "-c", MAKE_KEYS])
    _told(folder, [*CLI, "load_sample", "--skip-checks"])


def _told(folder: Path, command: list[str]) -> None:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("INTERLOCAL_", "DJANGO_"))
    }
    own = {
        "DJANGO_SETTINGS_MODULE": "interlocal.config.settings",
        "INTERLOCAL_DATA": str(folder),
        "INTERLOCAL_DEMO": "1",
    }
    environ = {**kept, **own}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
