"""Messages in the mail folder."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from interlocal.foundation.notices.mail_folder import mail_folder

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9@._-]*")


@dataclass(frozen=True)
class SampleMessage:
    """One message as read back from its file."""

    name: str
    source: bytes
    parsed: EmailMessage

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.parsed["Subject"] or "")

    @property
    def to(self) -> str:
        """To whom it goes."""
        return str(self.parsed["To"] or "")

    @property
    def written_at(self) -> datetime | None:
        """When it was written."""
        header = self.parsed["Date"]
        if header is None or header.datetime is None:
            return None
        written: datetime = header.datetime
        # "-0000" is a time in UTC that says nothing about the sender's own (RFC 5322, 3.3).
        return written if written.tzinfo else written.replace(tzinfo=UTC)

    @property
    def headers(self) -> list[tuple[str, str]]:
        """All its headers, in order."""
        return [(name, str(value)) for name, value in self.parsed.items()]

    @property
    def text(self) -> str:
        """Its plain text."""
        return _part(self.parsed, "plain")

    @property
    def html(self) -> str:
        """Its HTML, if it has any."""
        return _part(self.parsed, "html")


def message_names() -> list[str]:
    """Return the names of all messages, the newest first."""
    folder = mail_folder()
    if folder is None or not folder.is_dir():
        return []
    newest_first = sorted(((_modified(path), path.stem) for path in folder.glob("[!.]*.eml")), reverse=True)
    return [name for _at, name in newest_first]


def message_named(name: str) -> SampleMessage | None:
    """Return the message of that name; ``None`` when there is none."""
    folder = mail_folder()
    if folder is None or not _NAME.fullmatch(name):
        return None
    try:
        source = (folder / f"{name}.eml").read_bytes()
    except OSError:
        return None
    parsed = message_from_bytes(source, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    return SampleMessage(name, source, parsed)


def _modified(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:  # it was just deleted
        return 0


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""
