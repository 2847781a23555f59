"""Send a notice by mail, once for its message id."""

import re
from datetime import datetime
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.queries import Texts, mail_choice_of, one_line, texts_of
from interlocal.foundation.notices.rules import is_mailed

_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


def send(*, notice: Notice, now: datetime) -> bool:
    """Mail ``notice`` to its recipient; return ``False`` where it was mailed before or is not to be.

    Nothing goes to somebody whose account is suspended. A mail that is sent again, because the process died
    before it could write that down, carries the same Message-ID: the mail folder keeps one, and mail programs
    show one.
    """
    if notice.mailed_at is not None or notice.addressee.suspended_at is not None:
        return False
    if not is_mailed(notice, mail_choice_of(notice.recipient) if notice.recipient else ""):
        return False
    message = _message(notice, texts_of(notice))
    message.send()
    Notice.objects.filter(pk=notice.pk).update(mailed_at=now, message_id=message.extra_headers["Message-ID"])
    return True


def record_refusal(*, notice: Notice, now: datetime) -> None:
    """Write down that a mail server refused the address for good, so that whoever wrote can be told."""
    Notice.objects.filter(pk=notice.pk, refused_at=None).update(refused_at=now)


def _message(notice: Notice, texts: Texts) -> EmailMultiAlternatives:
    host = urlsplit(settings.INTERLOCAL_BASE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        subject=texts.subject,
        body=texts.text,
        to=[formataddr((one_line(notice.addressee.name), notice.addressee.email))],
        headers={
            **_unsubscribe(notice),
            "Message-ID": f"<{notice.public_id}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": notice.addressee.language,
        },
    )
    message.attach_alternative(texts.html, "text/html")
    if notice.calendar:
        # The last alternative is the one that a mail program with a calendar prefers (RFC 6047, 2.4).
        message.attach_alternative(notice.calendar, f"text/calendar; method={_method_of(notice.calendar)}")
    return message


def _unsubscribe(notice: Notice) -> dict[str, str]:
    if notice.recipient is None:
        return {}
    return {"List-Unsubscribe": f"<{settings.INTERLOCAL_BASE_URL}{reverse('notices:settings')}>"}


def _method_of(calendar: str) -> str:
    found = _METHOD.search(calendar)
    if found is None:
        raise ValueError("A calendar message without METHOD cannot be mailed (RFC 6047, 2.4).")
    return found[1]
