"""Closing the installation and waiting until nothing works in it any more."""

import time

from django.db import connection

from interlocal.kernel import clock
from interlocal.kernel.maintenance import begin_maintenance

PAGES_SECONDS = 2.0  # what a page under way needs to end
JOBS_SECONDS = 90.0


def close_and_wait(reason: str, *, jobs_seconds: float = JOBS_SECONDS) -> bool:
    """Close the installation; say whether the pages and jobs under way came to their end in time."""
    begin_maintenance(reason, now=clock.now())
    time.sleep(PAGES_SECONDS)
    ends_at = time.monotonic() + jobs_seconds
    while _running_jobs():
        if time.monotonic() > ends_at:
            return False
        time.sleep(0.5)
    return True


def _running_jobs() -> int:
    """Count jobs whose lease runs. Asked in SQL: the code may be newer than the table."""
    with connection.cursor() as cursor:
        if "jobs_job" not in connection.introspection.table_names(cursor):
            return 0
        now = connection.ops.adapt_datetimefield_value(clock.now())
        cursor.execute("SELECT COUNT(*) FROM jobs_job WHERE state = 'running' AND due_at > %s", [now])
        return int(cursor.fetchone()[0])
