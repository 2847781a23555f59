"""A person's own notices."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, QuerySet
from django.db.models.lookups import IsNull

from interlocal.foundation.notices.models import MailChoice, MailPreference, Notice
from interlocal.foundation.notices.rules import Recipient


def inbox_of(user: Recipient) -> QuerySet[Notice]:
    """Return what ``user`` was told: unread first, then the newest."""
    return Notice.objects.filter(recipient_id=user.pk).order_by(IsNull(F("read_at"), True).desc(), "-pk")


def notice_for(user: Recipient, public_id: str) -> Notice | None:
    """Return a notice of ``user``'s own."""
    return Notice.objects.filter(recipient_id=user.pk, public_id=public_id).first()


def unread_count(user: Recipient) -> int:
    """Return how many notices ``user`` has not read: one query over an index of unread ones."""
    return Notice.objects.filter(recipient_id=user.pk, read_at=None).count()


def mail_choice_of(user: Recipient) -> str:
    """Return which notices ``user`` wants by mail; who never chose gets each at once."""
    chosen = MailPreference.objects.filter(user_id=user.pk).values_list("choice", flat=True).first()
    return chosen or MailChoice.AT_ONCE


def refused(keys: Collection[str]) -> dict[str, datetime]:
    """Return which of the notices with ``keys`` a mail server refused for good, and when."""
    rows = Notice.objects.filter(key__in=keys, refused_at__isnull=False)
    return {key: at for key, at in rows.values_list("key", "refused_at") if at is not None}
