"""Whether mail leaves the house."""

import smtplib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.foundation.notices.public import letters_waiting
from interlocal.upkeep.doctor.finding import Finding, broken, good

SECONDS = 5
UNDERSTOOD = 250
FAILURES = (OSError, smtplib.SMTPException)


def look_at_mail(_now: datetime) -> Iterator[Finding]:
    """Connect to the mail server and sign in, as the site does; send nothing."""
    title = _("Mail")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield broken(
            "mail",
            title,
            _("Mail is written to a folder and reaches nobody."),
            _("Name a mail server in INTERLOCAL_MAIL_URL."),
        )
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = _connection()
    try:
        connection.open()
        code, _said = connection.connection.noop()
    except FAILURES as error:
        yield broken("mail", title, f"{_unreachable(server, error)}{_waiting()}", _mend(error))
        return
    finally:
        connection.close()
    if code != UNDERSTOOD:
        yield broken(
            "mail",
            title,
            _("The mail server %(server)s answers %(code)s.") % {"server": server, "code": code} + _waiting(),
            _("Ask who runs the mail server."),
        )
    else:
        takes = _("The mail server %(server)s takes mail.") % {"server": server}
        yield good("mail", title, f"{takes}{_waiting()}")


def write_letter(to: str) -> Finding:
    """Send a letter to ``to``; say whether the mail server took it."""
    title = _("Test letter")
    letter = EmailMessage(
        subject=_("A test letter"),
        body=_("This installation sends mail. Nobody needs to answer."),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        connection=_connection(),
    )
    try:
        letter.send()
    except FAILURES as error:
        return broken(
            "letter",
            title,
            _("The mail server did not take the letter: %(why)s.") % {"why": _why(error)},
            _mend(error),
        )
    return good(
        "letter",
        title,
        _("The mail server took the letter to %(to)s. See whether it arrives, and not among the spam.")
        % {"to": to},
    )


def _waiting() -> str:
    """Say how many letters are kept for later; nothing where none is."""
    count = letters_waiting()
    if not count:
        return ""
    said = ngettext(
        "%(count)s letter waits and goes out by itself.",
        "%(count)s letters wait and go out by themselves.",
        count,
    )
    return f" {said % {'count': count}}"


def _connection() -> Any:
    return get_connection(timeout=SECONDS) if _is_smtp() else get_connection()


def _is_smtp() -> bool:
    return bool(settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"))


def _unreachable(server: str, error: Exception) -> str:
    return _("The mail server %(server)s cannot be used: %(why)s.") % {"server": server, "why": _why(error)}


def _why(error: Exception) -> str:
    """Return what went wrong, without what the server was told."""
    if isinstance(error, smtplib.SMTPResponseException) and not isinstance(
        error, smtplib.SMTPAuthenticationError
    ):
        return _("it answers %(code)s") % {"code": error.smtp_code}
    said = {
        smtplib.SMTPAuthenticationError: _("it refuses the user or the password"),
        smtplib.SMTPNotSupportedError: _("it does not offer what INTERLOCAL_MAIL_URL asks for"),
        smtplib.SMTPRecipientsRefused: _("it refuses the address"),
        TimeoutError: _("it does not answer in %(seconds)s seconds") % {"seconds": SECONDS},
        ConnectionRefusedError: _("nothing listens there"),
    }
    known = next((words for kind, words in said.items() if isinstance(error, kind)), "")
    return known or (error.strerror if isinstance(error, OSError) else "") or type(error).__name__


def _mend(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("Correct the user and the password in INTERLOCAL_MAIL_URL.")
    return _("Correct INTERLOCAL_MAIL_URL, or open the way to the mail server.")
