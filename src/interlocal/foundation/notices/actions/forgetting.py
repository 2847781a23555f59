"""Forget a person who left."""

from collections.abc import Callable
from typing import Any

from interlocal.foundation.notices.models import MailPreference, Notice
from interlocal.foundation.notices.rules import Recipient


def forget_recipient(*, person: Recipient, without_name: Callable[[Any], Any]) -> None:
    """Delete what ``person`` was told, and write what others were told of them anew by ``without_name``.

    Runs in the caller's transaction.
    """
    Notice.objects.filter(recipient_id=person.pk).delete()
    MailPreference.objects.filter(user_id=person.pk).delete()
    for notice in Notice.objects.exclude(context={}).iterator(chunk_size=500):
        fresh = without_name(notice.context)
        if fresh != notice.context:
            notice.context = fresh
            notice.save(update_fields=["context"])
