"""When a failed job is tried again, and when no more."""

import zlib
from datetime import timedelta

MAX_ATTEMPTS = 16
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
KEEP_FINISHED = timedelta(days=90)


class TaskError(Exception):
    """A task could not do its work.

    Its message is kept and shown on the jobs page, so it names no person. ``try_again=False`` ends the job at
    once, where waiting would change nothing.
    """

    def __init__(self, message: str, *, try_again: bool = True) -> None:
        super().__init__(message)
        self.try_again = try_again


def back_off(key: str, attempts: int) -> timedelta:
    """Return how long job ``key`` rests after its ``attempts``-th try failed.

    Doubles from half a minute to six hours. Up to a fifth is taken off, by a digest of key and try, so that
    jobs which failed together do not come back together. Sixteen tries take about a day and a half.
    """
    doublings = min(attempts - 1, 20)
    wait = min(FIRST_WAIT * int(2**doublings), LONGEST_WAIT)
    fifth = zlib.crc32(f"{key}:{attempts}".encode()) / 2**32 / 5
    return wait * (1 - fifth)
