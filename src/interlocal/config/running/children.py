"""A started process together with all that it starts."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Self


class Child:
    """A Python module run in a process group of its own, so that Ctrl-C reaches it through us alone."""

    def __init__(
        self, title: str, module: str, arguments: Sequence[str] = (), descriptors: Sequence[int] = ()
    ) -> None:
        self.title = title
        self._command = [sys.executable, "-m", module, *arguments]
        self._descriptors = tuple(descriptors)
        self._process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def start(self) -> None:
        """Start it; its standard input is the lifeline that breaks when this process ends."""
        self._process = subprocess.Popen(  # noqa: S603  # nosec B603: our own modules
            self._command, stdin=subprocess.PIPE, pass_fds=self._descriptors, start_new_session=True
        )
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        return None if self._process is None else self._process.poll()

    def stop(self) -> None:
        """Ask it to stop."""
        self._signal(signal.SIGTERM, is_group=False)

    def wait(self, seconds: float) -> bool:
        """Wait for its end; say whether it came in time."""
        if self._process is None:
            return True
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def clear(self) -> None:
        """End whatever is left of it and of what it started."""
        self._signal(signal.SIGKILL, is_group=True)
        if self._process is not None:
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _signal(self, number: signal.Signals, *, is_group: bool) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if is_group:
                os.killpg(self._process.pid, number)
            else:
                self._process.send_signal(number)
