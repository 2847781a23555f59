"""Links that open without signing in, which notices are mailed, and how long they are kept."""

from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.core import signing

from interlocal.foundation.notices.models import MailChoice, Notice

SEND = "interlocal.foundation.notices.tasks.send_notice"
KEEP_READ = timedelta(days=180)
KEEP_UNREAD = timedelta(days=730)
KEEP_SAMPLE_MAIL = timedelta(days=30)
_SALT = "notices.link"
# The last word of a notice's kind says how much the recipient may choose.
_ALWAYS_MAILED = {"duty", "security"}
_WEEKLY = "weekly"


class Recipient(Protocol):
    """Who is told, as this room sees them; ``accounts.User`` is one."""

    pk: Any
    public_id: Any
    name: Any
    email: Any
    language: Any
    suspended_at: datetime | None

    def save(self, *, update_fields: list[str] | None = None) -> None: ...


def sign_path(path: str) -> str:
    """Return the signature that stands behind ``path`` in a one-link mail."""
    return signing.Signer(salt=_SALT).signature(path)


def is_signed(path: str, signature: str) -> bool:
    """Was ``signature`` made for ``path`` here (with today's key, or an earlier one that still counts)?"""
    signer = signing.Signer(salt=_SALT)
    try:
        return signer.unsign(f"{path}{signer.sep}{signature}") == path
    except signing.BadSignature:
        return False


def is_mailed(notice: Notice, choice: str) -> bool:
    """Does the notice go out by mail to a person with this ``choice``?

    What goes to somebody without an account always does. What must be done (a one-link mail, or a kind
    ending in ``.duty``), what guards the account
    (``.security``) and what changes a calendar always does; kinds ending in
    ``.weekly`` are the weekly mail; the rest only at once.
    """
    word = notice.kind.rpartition(".")[2]
    if notice.recipient is None or notice.signed_path or notice.calendar or word in _ALWAYS_MAILED:
        return True
    wanted = {MailChoice.AT_ONCE, MailChoice.WEEKLY} if word == _WEEKLY else {MailChoice.AT_ONCE}
    return choice in wanted


def check_address(address: str) -> None:
    """Raise ``ValueError`` unless ``address`` is a path of this site: a notice leads nowhere else."""
    parts = urlsplit(address)
    if address and (parts.scheme or parts.netloc or not parts.path.startswith("/")):
        raise ValueError(f"A notice leads to a path of this site, not to {parts.scheme or 'elsewhere'}.")
