"""The mail that leaves in batches: made of the day and the person alone, never of a report."""

from datetime import date
from email.utils import formataddr
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from interlocal.foundation.accounts.public import User


def look_mail(person: User, day: date, base_url: str) -> EmailMessage:
    """Return the mail that asks ``person`` to look into the hotline, in their language."""
    host = urlsplit(base_url).hostname or "localhost"
    link = f"{base_url}{reverse('hotline:home')}"
    with translation.override(person.language):
        subject = render_to_string("hotline/mail/look.subject.txt").strip()
        text = render_to_string("hotline/mail/look.txt", {"link": link})
    return EmailMessage(
        subject=subject,
        body=text,
        to=[formataddr((" ".join(person.name.split()), person.email))],
        headers={
            "Message-ID": f"<hotline-look-{day.isoformat()}-{person.public_id}@{host}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": person.language,
        },
    )
