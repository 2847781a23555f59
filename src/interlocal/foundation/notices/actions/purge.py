"""Delete what is no longer needed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from interlocal.foundation.audit.public import Destroyed, Ref, certify_destruction
from interlocal.foundation.notices.mail_folder import mail_folder
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.rules import KEEP_READ, KEEP_SAMPLE_MAIL, KEEP_UNREAD

_AT_A_TIME = 1000
_RULE = f"{KEEP_READ.days} days after it was read; {KEEP_UNREAD.days // 365} years where nobody read it."


def purge(*, now: datetime) -> int:
    """Delete notices read 180 days before ``now`` or left unread for two years; return how many.

    In one transaction with what certifies it. Messages in the mail folder go after 30 days.
    """
    with transaction.atomic():
        count = _purge_notices(now)
        destroyed = [Destroyed(Notice._meta.label_lower, "notice to a person", count, _RULE)]
        kept_in = Ref(Notice._meta.label_lower, "past-keeping", label="Notices")
        certify_destruction(kept_in=kept_in, destroyed=destroyed, now=now)
    _purge_folder(before=now - KEEP_SAMPLE_MAIL)
    return count


def _purge_notices(now: datetime) -> int:
    old = Notice.objects.filter(Q(read_at__lt=now - KEEP_READ) | Q(created_at__lt=now - KEEP_UNREAD))
    count = 0
    while keys := list(old.values_list("pk", flat=True)[:_AT_A_TIME]):
        Notice.objects.filter(pk__in=keys).delete()
        count += len(keys)
    return count


def _purge_folder(*, before: datetime) -> None:
    folder = mail_folder()
    for path in folder.glob("*.eml") if folder else ():
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
