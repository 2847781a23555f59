"""How jobs are run: Django-Q2's settings."""

from typing import Any


def job_settings(workers: int) -> dict[str, Any]:
    """Return the settings for so many worker processes."""
    return {
        "name": "interlocal",
        "broker_class": "interlocal.foundation.jobs.tasks.broker.JobsTable",
        "workers": workers,
        "queue_limit": 1,
        "timeout": 600,
        "retry": 660,
        "poll": 0.5,
        "save_limit": -1,
        "scheduler": False,
        "label": "Jobs",
    }
