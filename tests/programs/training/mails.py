"""Mails of the tests: who got what, and the link in it."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import sign_path


def post(now: datetime) -> None:
    """Send what is to be sent."""
    run_due(now=now)


def mails_to(email: str) -> list[str]:
    """Return the kinds of mails to an address without an account, oldest first."""
    return list(Notice.objects.filter(to_email=email).order_by("pk").values_list("kind", flat=True))


def link_to(email: str, kind: str) -> str:
    """Return the path that the last mail of ``kind`` to ``email`` opens."""
    notice = Notice.objects.filter(to_email=email, kind=kind).order_by("pk").last()
    assert notice is not None, f"No {kind} went to {email}."
    return f"{notice.signed_path}{sign_path(notice.signed_path)}/"


def path_of(address: str) -> str:
    """Return the path of an address of this site."""
    assert address.startswith(settings.INTERLOCAL_BASE_URL)
    return urlsplit(address).path
