"""Drawing a study: queued, done, stopped."""

from datetime import datetime
from typing import Any

from interlocal.costing.studies import queries, rules
from interlocal.costing.studies.models import Run, Study
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.foundation.jobs.public import enqueue

TASK = "interlocal.costing.studies.tasks.draw_study"


def begin_run(*, by: User | None, study: Study, text: str, now: datetime) -> Run:
    """Queue the draws of a study file; the run that is open for the same file is returned as it is."""
    rules.check_leading(by)
    digest = queries.digest_of_file(text)
    with act(by=by, action="studies.begin_run", subject=study, now=now, digest=digest):
        Study.objects.select_for_update(of=("self",)).get(pk=study.pk)
        there = study.runs.filter(digest=digest, stopped_at=None, fault="").first()
        if there is not None:
            return there
        run = Run.objects.create(study=study, file=text, digest=digest, created_at=now)
        enqueue(TASK, key=run.job_key, payload={"run": run.public_id}, now=now)
    return run


def stop_run(*, by: User | None, run: Run, now: datetime) -> Run:
    """Stop the draws; what is drawn so far is kept for the next run of the same file."""
    rules.check_leading(by)
    with act(by=by, action="studies.stop_run", subject=run.study, now=now, digest=run.digest):
        Run.objects.filter(pk=run.pk, finished_at=None, stopped_at=None).update(stopped_at=now)
        run.refresh_from_db()
    return run


def finish_run(*, run: Run, result: dict[str, Any] | None, fault: str, now: datetime) -> None:
    """Keep what the engine said. A run that somebody stopped meanwhile stays stopped."""
    with act(by=None, action="studies.finish_run", subject=run.study, now=now, digest=run.digest):
        engine = result["engine"] if result else ""
        Run.objects.filter(pk=run.pk, finished_at=None, stopped_at=None).update(
            result=result, fault=fault, engine=engine, finished_at=now
        )
