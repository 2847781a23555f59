"""Real processes of the command line, and what they leave behind."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

CLI = [sys.executable, "-m", "interlocal.config.cli"]
SECONDS = 180  # a machine with all its processors busy starts slowly


def environment(data: Path, **more: str) -> dict[str, str]:
    """Return an environment with nothing of this test run in it."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("INTERLOCAL_", "DJANGO_"))
    }
    return {**kept, "INTERLOCAL_DATA": str(data), **more}


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def is_open(port: int) -> bool:
    """Does anybody answer on the port?"""
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def status_of(port: int, path: str = "/") -> int:
    """Return the status of a page, 0 when it does not come in time."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except TimeoutError:
        return 0


def wait_for(happened, what: str, seconds: float = SECONDS) -> None:
    """Wait until something is so; fail with its name when it is not in time."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def descendants(pid: int) -> dict[int, str]:
    """Return the processes below one, by id, with their commands."""
    listing = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 3) for line in listing.splitlines()]
    found: dict[int, str] = {}
    parents = {pid}
    while parents:
        below = {int(row[0]): row[3] for row in rows if int(row[1]) in parents and not row[2].startswith("Z")}
        found |= below
        parents = set(below)
    return found


def is_alive(pid: int) -> bool:
    """Does the process still run? A zombie does not."""
    listing = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return bool(listing.strip()) and not listing.startswith("Z")


class Running:
    """`interlocal run` as a process, with what it has said so far."""

    def __init__(self, data: Path, port: int, **environ: str) -> None:
        self.port = port
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [*CLI, "run", "--sample", "--port", str(port)],
            env=environment(data, PYTHONUNBUFFERED="1", **environ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",  # who is killed may be in the middle of a letter
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(iter(self.process.stdout.readline, ""))

    @property
    def text(self) -> str:
        return "".join(self.said)

    def wait_until_it_says(self, words: str) -> None:
        """Wait for words on its output."""
        wait_for(lambda: words in self.text or self.process.poll() is not None, words)
        assert words in self.text, self.text

    def child(self, module: str) -> int:
        """Return the child that runs one of our modules, once it is there."""

        def running() -> list[int]:
            return [
                pid
                for pid, command in descendants(self.process.pid).items()
                if f"running.{module}" in command
            ]

        wait_for(running, f"the {module}")
        return min(running())

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Signal it alone, and return its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(SECONDS)
        self.reader.join(5)
        return code

    def end(self) -> None:
        """Leave nothing behind, whatever the test did."""
        for pid in self._held():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.reader.join(5)
        if self.process.stdout is not None:
            self.process.stdout.close()

    def _held(self) -> list[int]:
        """Hold all processes, so that none begins another while they end; return them."""
        held: list[int] = []
        own = [self.process.pid] if self.process.poll() is None else []
        while new := [pid for pid in (*own, *descendants(self.process.pid)) if pid not in held]:
            for pid in new:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGSTOP)
            held += new
        return held
