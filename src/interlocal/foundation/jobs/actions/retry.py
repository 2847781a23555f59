"""Have a job tried again."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import Person, act
from interlocal.foundation.jobs.models import Job, State
from interlocal.kernel.exceptions import Refusal


def retry_job(*, by: Person, job: Job, now: datetime) -> Job:
    """Put a failed or waiting job back in the queue, with all its tries before it.

    Raises ``Refusal`` for one that is queued, running or done.
    """
    with act(by=by, action="jobs.retry", subject=job, now=now, task=job.task) as done:
        held = Job.objects.select_for_update().get(pk=job.pk)
        if held.state not in {State.FAILED, State.WAITING}:
            raise Refusal(_("This job is queued, running or done already: nothing is left to try again."))
        done.record(failed=held.state == State.FAILED, attempts=held.attempts)
        held.state, held.due_at, held.attempts, held.finished_at = State.QUEUED, now, 0, None
        held.save(update_fields=["state", "due_at", "attempts", "finished_at"])
    return held
