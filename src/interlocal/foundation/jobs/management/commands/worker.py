"""Run jobs until told to stop."""

import logging
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from interlocal.foundation.jobs.queries import wired_schedules
from interlocal.foundation.jobs.tasks.cluster import start_guard

_GRACE_SECONDS = 10
_log = logging.getLogger("interlocal.jobs")


class Command(BaseCommand):
    """Start the workers, and start them again when one was killed."""

    help = "Runs jobs and schedules until it gets SIGTERM or Ctrl-C; jobs under way are finished first."
    requires_migrations_checks = True

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Keep the workers running."""
        # What jobs run is read once, before the processes that share its memory part.
        for schedule in wired_schedules():
            import_string(schedule.task)
        told: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda given, _frame: told.append(given))
        guard, stop = start_guard()
        _log.info("worker started")
        while not told:
            guard.join(0.5)
            if guard.exitcode is not None and not told:
                _log.warning("workers are started again", extra={"fields": {"exit": guard.exitcode}})
                time.sleep(1)
                guard, stop = start_guard()
        stop.set()
        guard.join(_GRACE_SECONDS)
        if guard.exitcode is None:
            guard.kill()  # what still runs will be run again when its lease lapses
            guard.join()
        _log.info("worker stopped")
