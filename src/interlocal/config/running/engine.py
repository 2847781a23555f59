"""The engine made ready, so that nobody waits for it at their first study.

While the first start prepares the data, this module as a process compiles what the engine needs and keeps it
on disk; each process of the web server then reads it beside its first pages.
"""

import os
from threading import Thread

from interlocal.config.running.lifeline import end_with_parent

PRIORITY = 15


def load_in_background() -> Thread:
    """Begin to load the engine; return the thread, which ends with the process at the latest."""
    thread = Thread(target=_load, name="engine", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    from interlocal.costing.studies.public import load_engine  # once Django is set up

    load_engine()


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
