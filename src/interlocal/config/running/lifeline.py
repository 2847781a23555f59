"""A started process ends when the one that started it is gone, however that went."""

import os
import signal
import threading

LIFELINE = 0  # standard input: a pipe whose other end only the starting process holds


def end_with_parent() -> None:
    """Send this process SIGTERM once the other end of its standard input is closed."""
    threading.Thread(target=_watch, name="lifeline", daemon=True).start()


def _watch() -> None:
    while os.read(LIFELINE, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
