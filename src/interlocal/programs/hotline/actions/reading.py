"""The reporter comes back by the receipt, and reads for twenty minutes."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from interlocal.foundation.vault.public import Altered, derive, open_with, seal_with
from interlocal.programs.hotline.actions.submitting import CONTEXT, PURPOSE, lookup_of, wrap_key_of
from interlocal.programs.hotline.models import OpenReading, Report
from interlocal.programs.hotline.queries.entries import Reading

LASTS = timedelta(minutes=20)
_TOKEN_CONTEXT = b"hotline.reading"


def open_reading(receipt: int, *, now: datetime) -> str | None:
    """Open a report by its receipt; return the token for the reporter's browser, or ``None`` for a wrong one.

    Both answers take the same steps: whether a receipt opens something does not show in the time.
    """
    lookup, key = lookup_of(receipt), wrap_key_of(receipt)
    report = Report.objects.filter(receipt_lookup=lookup).first()
    token = secrets.token_urlsafe(32)
    sealed = bytes(report.receipt_wrap) if report else seal_with(key, bytes(32), CONTEXT)
    private = open_with(key, sealed, CONTEXT)
    opened = seal_with(_key(token), private, _TOKEN_CONTEXT)
    with transaction.atomic():
        OpenReading.objects.filter(ends_at__lt=now).delete()
        row = OpenReading(token_digest=_digest(token), report=report, sealed=opened, ends_at=now + LASTS)
        if report is not None:
            row.save(force_insert=True)
    return token if report is not None else None


def read(token: str, *, now: datetime) -> Reading | None:
    """Return what a token has open, or ``None`` once its twenty minutes are over."""
    found = (
        OpenReading.objects.filter(token_digest=_digest(token), ends_at__gte=now)
        .select_related("report__jurisdiction")
        .first()
    )
    if found is None:
        return None
    try:
        private = open_with(_key(token), bytes(found.sealed), _TOKEN_CONTEXT)
    except Altered:
        return None
    return Reading(found.report, private)


def close_reading(token: str) -> None:
    """Forget what a token had open."""
    OpenReading.objects.filter(token_digest=_digest(token)).delete()


def forget_ended(now: datetime) -> int:
    """Delete readings that are over; return how many."""
    return OpenReading.objects.filter(ends_at__lt=now).delete()[0]


def _digest(token: str) -> str:
    return derive(PURPOSE, token.encode(), "token").hex()


def _key(token: str) -> bytes:
    return derive(PURPOSE, token.encode(), "reading")
