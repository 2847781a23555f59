"""A person's own notices."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Max, QuerySet
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


def refused_addresses(emails: Collection[str]) -> dict[str, datetime]:
    """Return which of these addresses, of people without an account, a mail server refuses, and since when.

    An address counts as refused from the first refusal until a later mail got through to it.
    """
    rows = Notice.objects.filter(to_email__in=set(emails), recipient=None)
    found: dict[str, datetime] = {}
    last = rows.values("to_email").annotate(refused=Max("refused_at"), mailed=Max("mailed_at")).order_by()
    for row in last:
        if row["refused"] and (row["mailed"] is None or row["mailed"] < row["refused"]):
            found[row["to_email"]] = row["refused"]
    return found
