"""Keeps children running until a person or the system says stop."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Self

from interlocal.config.running.children import Child

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 15.0
# A child that falls this often in this time falls for a reason that starting it again does not mend.
FALLS = 3
WITHIN = 60.0


class Supervisor:
    """Starts children, starts one again that fell, and stops all of them together."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self._children = children
        self._say = say
        self._falls: dict[str, list[float]] = {child.title: [] for child in children}
        self._stop = threading.Event()
        self._stop_calls = 0

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._on_stop) for number in STOPS}
        for child in self._children:
            child.start()
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.stop()
        deadline = time.monotonic() + PATIENCE
        for child in self._children:
            while child.is_running and time.monotonic() < deadline and self._stop_calls < 2:
                child.wait(0.1)
        for child in self._children:
            child.clear()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def wait_until(self, is_ready: Callable[[], bool], seconds: float) -> bool:
        """Wait while all run; say whether it became ready in time."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._stop.is_set():
            if not all(child.is_running for child in self._children):
                return False
            if is_ready():
                return True
            self._stop.wait(0.1)
        return False

    def keep(self) -> int:
        """Keep all running until told to stop; return the exit code."""
        while not self._stop.wait(0.2):
            for child in self._children:
                if not child.is_running and not self._start_again(child):
                    return 1
        return 0

    @property
    def is_stopping(self) -> bool:
        return self._stop.is_set()

    def _start_again(self, child: Child) -> bool:
        code = child.exit_code
        child.clear()
        now = time.monotonic()
        falls = [*(fall for fall in self._falls[child.title] if now - fall < WITHIN), now]
        self._falls[child.title] = falls
        if len(falls) >= FALLS:
            self._say(
                f"The {child.title} ended {FALLS} times in a minute (exit code {code}): stopping. See above."
            )
            return False
        self._say(f"The {child.title} ended (exit code {code}): starting it again.")
        child.start()
        return True

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop_calls += 1
        self._stop.set()
