"""The workers' processes: django-q's sentinel, made to survive ``kill -9`` of any of them.

django-q hands calls to its workers through one pipe guarded by a lock. A worker that is killed while it waits
holds that lock for ever, and every other worker, also a new one, waits for it. So when any process dies by
itself, the sentinel ends all of them and is started afresh; a process whose parent is gone ends itself.
"""

import ctypes
import multiprocessing
import os
import threading
import time
import uuid
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from typing import Any

from django import db
from django_q.cluster import Sentinel
from django_q.conf import Conf
from django_q.worker import worker

_CONTEXT = multiprocessing.get_context("fork")
RESTART = 75


class Mark:
    """Shared between processes like an ``Event``, but without a lock that a killed process could keep."""

    def __init__(self) -> None:
        self._value = _CONTEXT.RawValue(ctypes.c_bool, False)

    def set(self) -> None:
        """Set it for good."""
        self._value.value = True

    def is_set(self) -> bool:
        """Was it set?"""
        return bool(self._value.value)

    def wait(self, seconds: float) -> bool:
        """Rest for ``seconds``, then say whether it is set."""
        if not self.is_set():
            time.sleep(seconds)
        return self.is_set()


class Guard(Sentinel):  # type: ignore[misc]
    """A sentinel that does not trust a pipe after one of its processes was killed."""

    def spawn_process(self, target: Callable[..., Any], *args: Any) -> ForkProcess:
        """Start a process that lives no longer than this one."""
        process = _CONTEXT.Process(target=_orphan_ends, args=(os.getpid(), target, *args), daemon=True)
        if target is worker:
            process.daemon = Conf.DAEMONIZE_WORKERS
            process.timer = args[2]  # type: ignore[attr-defined]
            self.pool.append(process)
        process.start()
        return process

    def reincarnate(self, process: ForkProcess) -> None:
        """Replace a process that was recycled or ran too long; start all afresh after any other death."""
        is_expected = process in self.pool and process.timer.value in {0, -2}  # type: ignore[attr-defined]
        if is_expected:
            super().reincarnate(process)
            return
        for each in [*self.pool, self.monitor, self.pusher]:
            each.kill()
        os._exit(RESTART)


def start_guard() -> tuple[ForkProcess, Mark]:
    """Start a sentinel with its workers; return its process and the mark that makes it end.

    It exits by itself when it must be replaced.
    """
    db.connections.close_all()
    stop, started = Mark(), Mark()
    arguments = (os.getpid(), Guard, stop, started, uuid.uuid4(), None, Conf.TIMEOUT)
    process = _CONTEXT.Process(target=_orphan_ends, args=arguments)
    process.start()
    return process, stop


def _orphan_ends(parent: int, target: Callable[..., Any], *args: Any) -> None:
    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(RESTART)

    threading.Thread(target=watch, name="orphan", daemon=True).start()
    target(*args)
