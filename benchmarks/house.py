"""The software as people start it, on generated data; and the peers, under the same web server."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BIN = Path(sys.executable).parent


def environment(**more: str) -> dict[str, str]:
    """This environment without what it says to Interlocal or Django."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("INTERLOCAL_", "DJANGO_"))
    }
    return {**kept, **more}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def status_of(port: int, path: str) -> int | None:
    """The status of a page; ``None`` while nobody answers."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asked.request("GET", path, headers={"Host": "localhost"})
        return asked.getresponse().status
    except OSError:
        return None
    finally:
        asked.close()


def wait_for_page(port: int, path: str, process: subprocess.Popen[bytes], seconds: float = 600) -> None:
    """Wait until the page is served."""
    deadline = time.monotonic() + seconds
    while status_of(port, path) != 200:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{path} is not served (exit code {process.poll()}).")
        time.sleep(0.02)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True)
class Generated:
    """A data folder with the generated partnership in it."""

    folder: Path
    manager: str  # the cookie of a signed-in city manager
    statement: str  # the public id of the statement that every city is adopting
    recorder: str  # the cookie of a signed-in coordinator, who records meetings
    meeting: str  # the public id of a meeting in session, with a member of every city
    study: str  # the public id of a study of five cities that have signed

    def python(self, code: str) -> str:
        """Run code in the installation's environment; return what it prints."""
        return subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            env=self.environment(),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout

    def environment(self) -> dict[str, str]:
        return environment(
            INTERLOCAL_DATA=str(self.folder), DJANGO_SETTINGS_MODULE="interlocal.config.settings"
        )


@contextmanager
def generated() -> Iterator[Generated]:
    """Yield the generated partnership; the folder goes with it."""
    with tempfile.TemporaryDirectory(prefix="interlocal-bench-") as name:
        folder = Path(name) / "var"
        done = subprocess.run(
            [sys.executable, str(HERE / "partnership.py")],
            env=environment(INTERLOCAL_DATA=str(folder)),
            check=True,
            stdout=subprocess.PIPE,
        )
        yield Generated(folder, **json.loads(done.stdout))


@dataclass(frozen=True)
class Served:
    """A started installation, or the peers."""

    port: int
    process: subprocess.Popen[bytes]

    def load(
        self, path: str, *, cookie: str = "", connections: int = 8, seconds: float = 4
    ) -> dict[str, Any]:
        """Ask for a page as often as it goes; return what ``load.py`` says."""
        command = [sys.executable, str(HERE / "load.py"), str(self.port), path, "--cookie", cookie]
        command += ["--connections", str(connections), "--seconds", str(seconds)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        if found["failures"]:
            raise RuntimeError(f"{path}: {len(found['failures'])} failures, {found['failures'][0]}")
        return found


@contextmanager
def interlocal(data: Generated, **more: str) -> Iterator[Served]:
    """Start the installation with ``interlocal run``, with more settings of the environment."""
    port = free_port()
    with (data.folder.parent / "log").open("ab") as log:
        process = subprocess.Popen(
            [str(BIN / "interlocal"), "run", "--port", str(port)],
            env=environment(INTERLOCAL_DATA=str(data.folder), **more),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            wait_for_page(port, "/health/ready", process)
            yield Served(port, process)
        finally:
            stop(process)


@contextmanager
def rivals() -> Iterator[Served]:
    """Start the peers."""
    with (
        tempfile.TemporaryDirectory(prefix="interlocal-rivals-") as folder,
        socket.create_server(("127.0.0.1", 0), backlog=1024) as listener,
    ):
        process = subprocess.Popen(
            [sys.executable, str(HERE / "rivals.py"), str(listener.fileno()), folder],
            env=environment(),
            stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
        )
        port = int(listener.getsockname()[1])
        try:
            wait_for_page(port, "/hello", process)
            yield Served(port, process)
        finally:
            stop(process)
