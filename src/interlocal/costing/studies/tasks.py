"""What runs by itself: the draws of a study."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from interlocal.costing.studies.actions import finish_run
from interlocal.costing.studies.models import Run
from interlocal.foundation.jobs.public import RunningJob
from interlocal.kernel import clock

KEPT = timedelta(days=7)


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
