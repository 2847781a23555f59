"""How a transaction begins on SQLite."""

import random
import sqlite3
import time

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

SHORTEST, FIRST = 0.0003, 0.004  # seconds between two tries: after a long wait, and at first


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, whose waiting writers try the oftener the longer they wait.

    SQLite lets a writer sleep up to 0.1 s between two tries and prefers nobody, so that one who waits while
    others write without a pause may never be let in (decision 0011).
    """

    transaction_mode: str | None

    def _start_transaction_under_autocommit(self) -> None:
        """Begin; raise ``OperationalError`` where others hold the database for all of the ``timeout``."""
        if self.transaction_mode != "IMMEDIATE" or self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            self._begin_within(seconds)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def _begin_within(self, seconds: float) -> None:
        asked = time.monotonic()
        while not self._has_begun(is_last=(waited := time.monotonic() - asked) > seconds):
            time.sleep(random.uniform(0.5, 1.5) * max(SHORTEST, FIRST / (1 + 20 * waited)))  # noqa: S311  # nosec B311 - when to try again is no secret

    def _has_begun(self, *, is_last: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if is_last or not _is_busy(error):
                raise
            return False
        return True


def _is_busy(error: OperationalError) -> bool:
    code: int = getattr(error.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_BUSY
