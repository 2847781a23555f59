"""What runs by itself."""

import importlib

from django.conf import settings

from interlocal.foundation.jobs.rules import Schedule


def wired_schedules() -> tuple[Schedule, ...]:
    """Return the schedules that ``config.wiring`` names."""
    schedules: tuple[Schedule, ...] = importlib.import_module(settings.INTERLOCAL_WIRING).SCHEDULES
    return schedules
