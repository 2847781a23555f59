"""What is measured when somebody asks: jobs, backups, the database."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import DatabaseError, connection
from prometheus_client.core import GaugeMetricFamily, Metric

from interlocal.foundation.backups.public import last_good_backup
from interlocal.foundation.jobs.public import missed_schedules, state_of_the_queue
from interlocal.kernel import clock

# In whole steps: a report that comes to a sealed room must not show as a few kilobytes more.
STEP = 16 * 1024 * 1024


class Installation:
    """Collects the gauges anew each time."""

    def collect(self) -> Iterator[Metric]:
        """Yield whether the database answers and, if so, how all stands."""
        try:
            found = list(_measured())
        except DatabaseError:
            found = []
        yield GaugeMetricFamily("interlocal_database_up", "1 when the database answers.", float(bool(found)))
        yield from found


def _measured() -> Iterable[Metric]:
    now = clock.now()
    queue = state_of_the_queue(now=now)
    waited = (now - queue.overdue_since).total_seconds() if queue.overdue_since else 0.0
    jobs = GaugeMetricFamily("interlocal_jobs", "Jobs, by where they stand.", labels=["state"])
    for state, count in (("due", queue.due), ("running", queue.running), ("failed", queue.failed)):
        jobs.add_metric([state], count)
    yield jobs
    yield GaugeMetricFamily(
        "interlocal_jobs_overdue_seconds", "How long past its time the oldest job waits for a worker.", waited
    )
    yield GaugeMetricFamily(
        "interlocal_schedules_missed",
        "Things that did not run by themselves.",
        len(missed_schedules(now=now)),
    )
    backup = last_good_backup()
    yield GaugeMetricFamily(
        "interlocal_last_backup_timestamp_seconds",
        "When the last backup was made that was read back whole; 0 when there is none.",
        backup.created_at.timestamp() if backup else 0.0,
    )
    yield GaugeMetricFamily(
        "interlocal_database_bytes", "Size of the database, in steps of 16 MiB.", _size_in_steps()
    )


def _size_in_steps() -> int:
    return -(-_size_of_database() // STEP) * STEP


def _size_of_database() -> int:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])
