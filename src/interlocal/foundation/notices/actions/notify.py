"""Tell a person something, in the transaction of what is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from interlocal.foundation.jobs import public as jobs
from interlocal.foundation.notices.models import Correspondent, Notice
from interlocal.foundation.notices.rules import SEND, Recipient, check_address


def notify(
    *,
    to: Recipient | Correspondent,
    kind: str,
    key: str,
    template: str,
    context: Mapping[str, Any] | None = None,
    path: str = "",
    signed_path: str = "",
    calendar: str = "",
    now: datetime,
) -> Notice:
    """Write a notice for ``to`` and queue its mail, both in the caller's transaction; once for each ``key``.

    ``kind`` is ``<room>.<word>``; the words ``duty``, ``security`` and ``weekly`` say which mail the person
    cannot choose away, and which is the weekly one. ``template`` names ``<template>.subject.txt``,
    ``<template>.txt`` and, where there is one, ``<template>.html``: the body alone, rendered with ``context``
    (values that JSON can hold), ``recipient`` (a name) and ``link`` in the person's language when the notice
    is sent or read. ``path`` is where it leads when signed in; ``signed_path`` makes the mail's link one that
    opens without signing in (the signature is made while sending and kept nowhere). ``calendar`` is an
    iCalendar message with its METHOD, which mail programs put into the recipient's calendar (RFC 6047).
    A ``Correspondent`` has no account: there is no inbox, and the mail always goes.

    Raises ``ValueError`` for a path that leads out of this site.
    """
    check_address(path)
    check_address(signed_path)
    with transaction.atomic():
        notice, is_new = Notice.objects.get_or_create(
            key=key,
            defaults={
                **_addressed(to),
                "kind": kind,
                "template": template,
                "context": dict(context or {}),
                "path": path,
                "signed_path": signed_path,
                "calendar": calendar,
                "created_at": now,
            },
        )
        if is_new:
            jobs.enqueue(
                SEND,
                key=f"notice:{notice.public_id}",
                payload={"notice": notice.public_id},
                now=now,
            )
    return notice


def _addressed(to: Recipient | Correspondent) -> dict[str, Any]:
    if isinstance(to, Correspondent):
        return {"to_name": to.name, "to_email": to.email, "to_language": to.language}
    return {"recipient": to}
