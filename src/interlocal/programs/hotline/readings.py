"""The reporter comes back by the receipt, and reads for twenty minutes."""

import json
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from interlocal.foundation.vault.public import Altered, derive, open_with, seal_with
from interlocal.kernel.ids import LENGTH
from interlocal.programs.hotline.models import OpenReading, Report
from interlocal.programs.hotline.queries.entries import Reading
from interlocal.programs.hotline.rules.receipt_keys import CONTEXT, PURPOSE, lookup_of, wrap_key_of

LASTS = timedelta(minutes=20)
_TOKEN_CONTEXT = b"hotline.reading"


def open_reading(receipt: int, *, now: datetime) -> str | None:
    """Open a report by its receipt; return the token for the reporter's browser, or ``None`` for a wrong one.

    Both take the same steps and leave the same row: whether a receipt opens something does not show.
    """
    lookup, key = lookup_of(receipt), wrap_key_of(receipt)
    report = Report.objects.filter(receipt_lookup=lookup).first()
    sealed = bytes(report.receipt_wrap) if report else seal_with(key, bytes(32), CONTEXT)
    private = open_with(key, sealed, CONTEXT)
    token, today = secrets.token_urlsafe(32), timezone.localdate(now)
    opened = {
        "report": report.public_id if report else "0" * LENGTH,
        "key": private.hex(),
        "ends": int((now + LASTS).timestamp()),
    }
    with transaction.atomic():
        forget_ended(today)
        OpenReading.objects.create(
            token_digest=_digest(token),
            sealed=seal_with(_key(token), json.dumps(opened).encode(), _TOKEN_CONTEXT),
            opened_on=today,
        )
    return token if report is not None else None


def read(token: str, *, now: datetime) -> Reading | None:
    """Return what a token has open, or ``None`` once its twenty minutes are over."""
    found = OpenReading.objects.filter(token_digest=_digest(token)).first()
    if found is None:
        return None
    try:
        opened = json.loads(open_with(_key(token), bytes(found.sealed), _TOKEN_CONTEXT))
    except Altered:
        return None
    if opened["ends"] < now.timestamp():
        return None
    rows = Report.objects.select_related("jurisdiction")
    report = rows.filter(public_id=opened["report"]).first()
    return Reading(report, bytes.fromhex(opened["key"])) if report else None


def close_reading(token: str) -> None:
    """Forget what a token had open."""
    OpenReading.objects.filter(token_digest=_digest(token)).delete()


def forget_ended(today: date) -> int:
    """Delete the readings of earlier days; return how many."""
    return OpenReading.objects.filter(opened_on__lt=today - timedelta(days=1)).delete()[0]


def _digest(token: str) -> str:
    return derive(PURPOSE, token.encode(), "token").hex()


def _key(token: str) -> bytes:
    return derive(PURPOSE, token.encode(), "reading")
