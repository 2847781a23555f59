"""A folder in place of a mail server: one file a message, named by its Message-ID."""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailFolder(BaseEmailBackend):
    """Writes messages to ``settings.EMAIL_FILE_PATH``, readable by this system's user alone.

    A message appears whole or not at all; one that is sent again replaces itself.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; return how many."""
        folder = mail_folder()
        if folder is None:
            raise ImproperlyConfigured("The mail folder has no EMAIL_FILE_PATH.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for email in email_messages:
            message = email.message()
            _write(folder, file_name(message["Message-ID"]), message.as_bytes())
        return len(email_messages)


def mail_folder() -> Path | None:
    """Return the folder, where mail is written to one instead of being sent."""
    path: str | None = getattr(settings, "EMAIL_FILE_PATH", None)
    return Path(path) if path else None


def file_name(message_id: str) -> str:
    """Return the name of the file that holds the message with this id."""
    return re.sub(r"[^A-Za-z0-9@._-]", "_", message_id.strip().strip("<>")).lstrip(".") + ".eml"


def _write(folder: Path, name: str, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")  # mode 0600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(folder / name)
