"""The engine made ready, so that nobody waits for it at their first study.

While the first start prepares the data, this module as a process compiles what the engine needs and keeps it
on disk; each process of the web server then reads it beside its first pages. They take turns, so that no
process that serves pages compiles what another is compiling.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from django.conf import settings

from interlocal.config.running.lifeline import end_with_parent

PRIORITY = 15


def load_in_background(then: Callable[[], None] = lambda: None) -> Thread:
    """Begin to load the engine and do what comes ``then``; the thread ends with the process at the latest."""

    def load() -> None:
        _load()
        then()

    thread = Thread(target=load, name="engine", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    with _turn():
        from interlocal.costing.studies.public import load_engine  # once Django is set up

        load_engine()


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other process of this installation loads the engine; its end ends its turn."""
    with (settings.INTERLOCAL_DATA / "engine.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Compile for the process that started this one, and end with it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlocal.config.settings")
    import django

    end_with_parent()
    os.nice(PRIORITY)
    django.setup()
    _load()


if __name__ == "__main__":
    main()
