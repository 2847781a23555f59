"""How a transaction begins on SQLite."""

import fcntl
import functools
import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

SHORTEST, FIRST = 0.0003, 0.004  # seconds between two tries: after a long wait, and at first
TURN = "-turn"  # the file beside the database that who is next holds


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, whose writers pass a turnstile one by one.

    SQLite lets a writer sleep up to 0.1 s between two tries and prefers nobody, so that one who waits while
    others write without a pause may never be let in. Here one writer at a time is next and tries without a
    pause; who has just written waits behind it with all others (decision 0011).
    """

    transaction_mode: str | None

    def _start_transaction_under_autocommit(self) -> None:
        """Begin; raise ``OperationalError`` where others hold the database for all of the ``timeout``."""
        if self.transaction_mode != "IMMEDIATE" or self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        ends_at = time.monotonic() + seconds
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            with _next(f"{self.settings_dict['NAME']}{TURN}", ends_at):
                _until(self._has_begun, ends_at, lambda _waited: SHORTEST)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def _has_begun(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if is_last or not _is_busy(error):
                raise
            return False
        return True


@contextmanager
def _next(path: str, ends_at: float) -> Iterator[None]:
    """Be the one who is next; the kernel takes that from a process that dies."""
    place = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _until(functools.partial(_is_held, place), ends_at, lambda waited: FIRST / (1 + 20 * waited))
        yield
    finally:
        os.close(place)


def _is_held(place: int, *, is_last: bool) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        if is_last:
            raise OperationalError("database is locked: others wait before this one") from None
        return False
    return True


def _until(is_done: Callable[..., bool], ends_at: float, pause: Callable[[float], float]) -> None:
    """Try until it is done; the try after ``ends_at`` is told that it is the last, and raises."""
    asked = now = time.monotonic()
    while not is_done(is_last=now > ends_at):
        time.sleep(random.uniform(0.5, 1.5) * max(SHORTEST, pause(now - asked)))  # noqa: S311  # nosec B311 - when to try again is no secret
        now = time.monotonic()


def _is_busy(error: OperationalError) -> bool:
    code: int = getattr(error.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY
