"""What runs by itself: the draws of a study, the reading of its call files."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from interlocal.costing.studies import queries
from interlocal.costing.studies.actions import finish_reading, finish_run, forget_call_files
from interlocal.costing.studies.models import CallFile, Run
from interlocal.foundation.jobs.public import RunningJob
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

KEPT = timedelta(days=7)
READING = timedelta(hours=6)  # longer than any reading takes: what lies there from before was left by a fall


def forget_draws(_job: RunningJob) -> None:
    """Throw away what was drawn for runs stopped a week ago, and what no run asks for."""
    folder = settings.INTERLOCAL_DATA / "draws"
    if not folder.is_dir():
        return
    runs = Run.objects.filter(finished_at=None)
    wanted = runs.filter(Q(stopped_at=None) | Q(stopped_at__gt=clock.now() - KEPT))
    kept = set(wanted.values_list("digest", flat=True))
    for one in folder.iterdir():
        if one.name not in kept:
            shutil.rmtree(one, ignore_errors=True)


def read_call_file(job: RunningJob) -> None:
    """Read a call file row by row; killed and begun again, it starts over and keeps one answer."""
    file = CallFile.objects.select_related("study", "stored").get(public_id=job.payload["file"])
    if file.asked != job.payload["asked"] or not file.is_reading:
        return
    account, demand, fault = None, None, ""
    try:
        with queries.readable_calls(file) as path:
            account, demand = queries.account_of(path, file, Path(tempfile.mkdtemp(dir=path.parent)))
    except Refusal as error:
        fault = str(error)
    finish_reading(file=file, account=account, demand=demand, fault=fault, now=clock.now())


def forget_calls(_job: RunningJob) -> None:
    """Delete call files a month after they were read or left unread, and what a fall left lying readable."""
    forget_call_files(now=clock.now())
    for folder in queries.call_folder().iterdir():
        if clock.now().timestamp() - folder.stat().st_mtime > READING.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)


def draw_study(job: RunningJob) -> None:
    """Draw the study of a run, chunk by chunk; killed and begun again, it goes on where it stopped."""
    from mutual.cli.study_report import as_json
    from mutual.finance import Cancelled, FinanceError, FolderStore, read_study, simulate, study_result

    run = Run.objects.select_related("study").get(public_id=job.payload["run"])
    if not run.is_open:
        return

    kept = settings.INTERLOCAL_DATA / "draws" / run.digest

    def is_stopped() -> bool:
        return not Run.objects.filter(pk=run.pk, stopped_at=None).exists()

    try:
        drawn = simulate(
            read_study(run.file),
            progress=job.progress,
            is_cancelled=is_stopped,
            store=FolderStore(kept),
        )
        finish_run(run=run, result=as_json(study_result(drawn)), fault="", now=clock.now())
        shutil.rmtree(kept, ignore_errors=True)
    except Cancelled:
        return
    except FinanceError as error:
        finish_run(run=run, result=None, fault=str(error), now=clock.now())
