"""Whether the jobs are done, and what runs by itself has run."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.jobs.public import missed_schedules, state_of_the_queue
from interlocal.upkeep.doctor.finding import Finding, broken, good, soon
from interlocal.upkeep.doctor.words import moment

LONG = 500


def look_at_queue(now: datetime) -> Iterator[Finding]:
    """Say whether a worker takes the jobs, how many wait, and how many gave up."""
    title = _("Jobs")
    queue = state_of_the_queue(now=now)
    if queue.overdue_since is not None:
        yield broken(
            "queue",
            title,
            _("No worker takes the jobs: %(count)s wait, the oldest since %(when)s.")
            % {"count": queue.due, "when": moment(queue.overdue_since)},
            _("Start the job worker: interlocal worker. Nothing is lost meanwhile."),
        )
    elif queue.due > LONG:
        yield soon(
            "queue",
            title,
            _("%(count)s jobs wait; the workers do not keep up.") % {"count": queue.due},
            _("Give the installation more workers: INTERLOCAL_JOB_WORKERS."),
        )
    else:
        yield good("queue", title, _("The workers keep up; %(count)s jobs wait.") % {"count": queue.due})
    if queue.failed:
        yield soon(
            "failed-jobs",
            _("Failed jobs"),
            _("%(count)s jobs gave up.") % {"count": queue.failed},
            _("Read under Jobs what went wrong, and have them tried again."),
        )


def look_at_schedules(now: datetime) -> Iterator[Finding]:
    """Name what should have run by itself and did not."""
    title = _("What runs by itself")
    missed = missed_schedules(now=now)
    if missed:
        yield broken(
            "schedules",
            title,
            _("This did not run when it should have: %(names)s.") % {"names": ", ".join(missed)},
            _("Start the job worker; where one runs, read under Jobs what went wrong."),
        )
    else:
        yield good("schedules", title, _("Everything ran when it should."))
