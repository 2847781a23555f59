"""The calendar file inside a mail (RFC 6047)."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

_BEGINS = b"BEGIN:VCALENDAR"


def calendar_in_mail(data: bytes) -> bytes:
    """Return the first part of the mail ``data`` that is a calendar; ``data`` itself if it is no mail."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").upper().startswith(_BEGINS):
        return data
    try:
        mail = message_from_bytes(data, policy=default)
        for part in mail.walk():
            name = str(part.get_filename() or "").lower()
            if part.get_content_type() in {"text/calendar", "application/ics"} or name.endswith(".ics"):
                assert isinstance(part, EmailMessage)
                content = part.get_payload(decode=True)
                return content if isinstance(content, bytes) else data
    except (ValueError, LookupError, AttributeError, TypeError, IndexError):
        return data  # what the parser trips over; whoever reads the calendar says that it is none
    return data
