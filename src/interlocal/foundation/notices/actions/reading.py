"""Mark notices as read."""

from datetime import datetime

from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.rules import Recipient


def mark_read(*, by: Recipient, notice: Notice, now: datetime) -> None:
    """Remember when ``by`` first opened their ``notice``."""
    Notice.objects.filter(pk=notice.pk, recipient_id=by.pk, read_at=None).update(read_at=now)


def mark_all_read(*, by: Recipient, now: datetime) -> int:
    """Mark all notices of ``by`` as read; return how many were unread."""
    return Notice.objects.filter(recipient_id=by.pk, read_at=None).update(read_at=now)
