"""Whether browsers trust the site's address, and until when."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from interlocal.upkeep.doctor.finding import Finding, broken, good, soon
from interlocal.upkeep.doctor.words import moment

SECONDS = 5
SHORT = timedelta(days=14)


def look_at_certificate(now: datetime) -> Iterator[Finding]:
    """Connect to the address that people type, and to that of online lessons, as a browser does."""
    yield from _look_at(settings.INTERLOCAL_BASE_URL, "certificate", _("Certificate"), now)
    if settings.INTERLOCAL_CONTENT_URL:
        title = _("Certificate of online lessons")
        yield from _look_at(settings.INTERLOCAL_CONTENT_URL, "certificate-lessons", title, now)


def _look_at(url: str, name: str, title: str, now: datetime) -> Iterator[Finding]:
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        yield soon(
            name,
            title,
            _("The address %(url)s is not encrypted.") % {"url": url},
            _("Set up TLS, then change the setting to the address with https://."),
        )
        return
    try:
        ends_at = _end_of_certificate(parts.hostname, parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        yield broken(
            name,
            title,
            _("Browsers do not trust %(url)s: %(why)s.")
            % {"url": url, "why": error.verify_message.rstrip(".")},
            _("Renew the certificate, and give the server the whole chain."),
        )
    except OSError as error:
        yield broken(
            name,
            title,
            _("%(url)s does not answer from here: %(why)s.")
            % {"url": url, "why": error.strerror or type(error).__name__},
            _("See whether the proxy runs, and whether the name leads to it."),
        )
    else:
        says = _("The certificate is good until %(when)s.") % {"when": moment(ends_at)}
        mend = _("Renew it now; see why it was not renewed by itself.")
        is_short = ends_at - now < SHORT
        yield soon(name, title, says, mend) if is_short else good(name, title, says)


def _end_of_certificate(host: str, port: int) -> datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        found = secure.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found["notAfter"])), UTC)
