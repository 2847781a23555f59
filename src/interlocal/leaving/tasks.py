"""What runs apart from any request."""

from interlocal.foundation.jobs.public import RunningJob, TaskError
from interlocal.leaving.actions.archives import FAULT, STOPPED, end_archives, fail_archive, make_archive
from interlocal.leaving.models import Archive
from interlocal.leaving.rules import MOST_TRIES


def make_archive_of(job: RunningJob) -> None:
    """Make the archive that somebody asked for, from the start each time.

    A try that is killed or runs out of its time leaves nothing; after the last one the archive has failed.
    """
    archive = (
        Archive.objects.select_related("jurisdiction", "asked_by")
        .filter(public_id=job.payload["archive"])
        .first()
    )
    if archive is None:
        return
    if job.attempt > MOST_TRIES:
        fail_archive(archive=archive, reason=STOPPED, now=job.now)
        return

    def told(done: int, total: int, label: str) -> None:
        # Nothing of a try is of use to the next: one that ran out of its time got nowhere.
        job.progress(0, 1, f"{label} ({done:,} / {total:,})")

    try:
        make_archive(archive=archive, told=told, now=job.now)
    except OSError as error:
        reason = f"The archive could not be stored: {error.strerror or 'the store does not answer'}."
        fail_archive(archive=archive, reason=f"{reason} Nothing is left of it.", now=job.now)
        raise TaskError(reason, try_again=False) from error
    except Exception:
        if job.attempt == MOST_TRIES:
            fail_archive(archive=archive, reason=FAULT, now=job.now)
        raise


def end_old_archives(job: RunningJob) -> None:
    """Delete what was kept long enough, and close what nobody works on."""
    end_archives(now=job.now)
