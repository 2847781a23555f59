"""The daily backup."""

from datetime import datetime
from typing import Protocol

from django.conf import settings

from interlocal.foundation.backups.actions import record_backup
from interlocal.foundation.backups.keeping import delete_past_keeping
from interlocal.foundation.backups.outcomes import BackupFailed
from interlocal.foundation.backups.places import backup_folder
from interlocal.foundation.backups.queries import recovery_key_in_use
from interlocal.foundation.backups.rules import KeepWrong, keep_rule
from interlocal.foundation.backups.writing import write_backup
from interlocal.foundation.jobs.public import TaskError


class Job(Protocol):
    """What the task needs of a job."""

    @property
    def now(self) -> datetime: ...

    def progress(self, done: int, total: int, label: str = "") -> None: ...


def back_up(job: Job) -> None:
    """Make the day's backup, then delete what the rule of keeping does not keep.

    Without a recovery key there is none to make: `last_good_backup` says so to whoever asks. A backup that
    fails is tried again, and in the end shown among the failed jobs.
    """
    if recovery_key_in_use() is None:
        return
    try:
        rule = keep_rule(settings.INTERLOCAL_BACKUP_KEEP)
        made = write_backup(now=job.now, told=job.progress)
    except KeepWrong as error:
        raise TaskError(str(error), try_again=False) from error
    except BackupFailed as error:
        raise TaskError(str(error)) from error
    record_backup(made=made, is_automatic=True, now=job.now)
    delete_past_keeping(backup_folder(), rule)
