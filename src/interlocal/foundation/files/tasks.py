"""Sweeping: bytes that no record speaks of."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from django.utils import timezone
from django.utils.module_loading import import_string

from interlocal.foundation.files.models import StoredFile
from interlocal.foundation.files.store import file_store
from interlocal.kernel.outbox.events import wiring

# A day leaves every upload time to commit, and people time to notice a restored database that is too old.
GRACE = timedelta(days=1)
_MANY = 20


class Job(Protocol):
    """What the task needs of a job."""

    @property
    def now(self) -> datetime: ...


class SweepRefused(Exception):
    """Most of the store seems to be orphaned: that is a wrong database, not rubbish."""


def sweep_orphans(job: Job) -> None:
    """Delete bytes that are a day old and have no record, and uploads that were never finished.

    Rooms above that keep records of their own are asked through ``config.wiring``.

    Raises ``SweepRefused``, and deletes nothing, when more than half of over twenty files have no record:
    then the folder and the database do not belong together.
    """
    before = job.now - GRACE
    store = file_store()
    orphans, total = [], 0
    old = (key for key, written_at in store.stored_keys() if written_at < before)
    while keys := list(islice(old, 500)):
        known = set(StoredFile.objects.filter(storage_key__in=keys).values_list("storage_key", flat=True))
        for held_among in wiring().FILE_HOLDERS:
            known |= import_string(held_among)(keys)
        orphans += [key for key in keys if key not in known]
        total += len(keys)
    if total > _MANY and len(orphans) * 2 > total:
        raise SweepRefused(
            f"{len(orphans)} of {total} stored files have no record in this database: nothing was deleted. "
            f"Check that {store} and the database belong together."
        )
    for key in orphans:
        store.delete(key)
    store.delete_unfinished(before)


def forget_times(job: Job) -> None:
    """See that files of earlier days, which came with no time, bear none in a store that tells it itself."""
    file_store().forget_times(today=timezone.localdate(job.now))
