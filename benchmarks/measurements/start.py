"""From nothing to a served page: `make run` in a copy of the checkout, with no cache, with one, and again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import house
from bench import Bench
from figures import Figure

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "node_modules", "test-results", "__pycache__", ".*_cache", ".hypothesis"
)
SETUP_STAMP = Path(".venv") / "interlocal-setup"


def measure(bench: Bench) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="interlocal-start-") as name:
        folder = Path(name)
        figures = []
        for title, checkout in (("nothing cached", "first"), ("downloads cached", "second")):
            bench.say(f"`make run` in a new copy, {title}")
            shutil.copytree(house.ROOT, folder / checkout, ignore=LEFT_OUT)
            setup, whole = run(folder / checkout, folder / "caches")
            figures += [
                Figure("start", f"`make run` from nothing, {title}: served after", whole, "s"),
                Figure("start", f"`make run` from nothing, {title}: of that, setting up", setup, "s"),
            ]
        bench.say("`make run` again")
        _setup, again = run(folder / "second", folder / "caches")
        return [*figures, Figure("start", "`make run` again: served after", again, "s")]


def run(checkout: Path, caches: Path) -> tuple[float, float]:
    """Start the software in a checkout; return the seconds until it was set up, and until a page came."""
    port = house.free_port()
    environ = house.environment(
        PORT=str(port), UV_CACHE_DIR=str(caches / "uv"), PIP_CACHE_DIR=str(caches / "pip")
    )
    environ.pop("VIRTUAL_ENV", None)
    was_set_up = (checkout / SETUP_STAMP).exists()
    started = time.monotonic()
    process = subprocess.Popen(
        ["make", "run"],
        cwd=checkout,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not was_set_up and not (checkout / SETUP_STAMP).exists() and process.poll() is None:
            time.sleep(0.02)
        set_up = time.monotonic()
        house.wait_for_page(port, "/", process)
        return set_up - started, time.monotonic() - started
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        house.stop(process)
