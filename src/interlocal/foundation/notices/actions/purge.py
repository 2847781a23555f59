"""Delete what is no longer needed."""

from datetime import datetime

from django.db.models import Q

from interlocal.foundation.notices.mail_folder import mail_folder
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.rules import KEEP_READ, KEEP_SAMPLE_MAIL, KEEP_UNREAD

_AT_A_TIME = 1000


def purge(*, now: datetime) -> int:
    """Delete notices read 180 days before ``now`` or left unread for two years; return how many.

    Messages in the mail folder go after 30 days.
    """
    old = Notice.objects.filter(Q(read_at__lt=now - KEEP_READ) | Q(created_at__lt=now - KEEP_UNREAD))
    count = 0
    while keys := list(old.values_list("pk", flat=True)[:_AT_A_TIME]):
        Notice.objects.filter(pk__in=keys).delete()
        count += len(keys)
    _purge_folder(before=now - KEEP_SAMPLE_MAIL)
    return count


def _purge_folder(*, before: datetime) -> None:
    folder = mail_folder()
    for path in folder.glob("*.eml") if folder else ():
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
