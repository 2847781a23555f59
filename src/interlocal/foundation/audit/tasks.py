"""Publishing the day's heads."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from interlocal.foundation.audit.events import AuditHeadPublished
from interlocal.foundation.audit.heads import write_head
from interlocal.foundation.audit.queries import head_of
from interlocal.foundation.audit.rules import SHARED_BOOKS
from interlocal.kernel import outbox


class Job(Protocol):
    """What the task needs of a job."""

    @property
    def now(self) -> datetime: ...


def publish_heads(job: Job) -> None:
    """Write each shared book's head to the folder of heads, and announce it, so that it is mailed as well.

    Run again on the same day it writes nothing new and announces the same head.
    """
    on = timezone.localdate(job.now)
    for book in SHARED_BOOKS:
        head = head_of(book, on)
        if head is None:
            continue
        standing = write_head(Path(settings.INTERLOCAL_AUDIT_HEADS), head)
        with transaction.atomic():
            outbox.announce(
                AuditHeadPublished(book=book, seq=standing.seq, digest=standing.digest, on=on), now=job.now
            )
