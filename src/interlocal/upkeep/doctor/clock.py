"""Whether this machine's clock is right: deadlines, sign-in codes and the order of the audit hang on it."""

import email.utils
import http.client
import socket
import struct
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import newest_moment
from interlocal.upkeep.doctor.finding import Finding, broken, good, soon
from interlocal.upkeep.doctor.words import moment

SECONDS = 5
# Authenticators give a code for half a minute.
MOST = timedelta(seconds=20)
AHEAD = timedelta(minutes=1)
_SINCE_1900 = 2_208_988_800
_NTP_PORT = 123
_NTP_ANSWER = 48


def look_at_clock(now: datetime) -> Iterator[Finding]:
    """Compare it with the source of time that is set, with PostgreSQL's, and with what was written before."""
    title = _("Clock")
    try:
        told = _told_time()
    except (OSError, http.client.HTTPException, ValueError, struct.error) as error:
        told = None
        unanswered = soon(
            "clock",
            title,
            _("The source of time does not answer (%(why)s).") % {"why": type(error).__name__},
            _("Correct INTERLOCAL_TIME_SOURCE."),
        )
    else:
        unanswered = soon(
            "clock",
            title,
            _("The clock is compared with no other."),
            _("Name a time server in INTERLOCAL_TIME_SOURCE, such as ntp://time.nist.gov."),
        )
    newest = newest_moment()
    was_set_back = newest is not None and newest - now > AHEAD
    if told is not None and abs(told[1]) > MOST:
        yield broken("clock", title, _off(told), _("Let the clock follow a time server, and set it right."))
    elif was_set_back and newest is not None:
        yield _set_back(title, newest, is_right=told is not None)
    elif told is None:
        yield unanswered
    else:
        yield good("clock", title, _off(told))


def _set_back(title: str, newest: datetime, *, is_right: bool) -> Finding:
    if is_right:
        return soon(
            "clock",
            title,
            _("The clock is right now. It ran ahead before: the audit book has entries up to %(when)s.")
            % {"when": moment(newest)},
            _("The entries stay as they were written, in their order. Let the clock follow a time server."),
        )
    return broken(
        "clock",
        title,
        _("The audit book has an entry of %(when)s, which is still to come: the clock was set back.")
        % {"when": moment(newest)},
        _("Set the clock right, and let it follow a time server."),
    )


def _off(told: tuple[str, timedelta]) -> str:
    source, off = told
    said = {"source": source, "off": _long(abs(off))}
    if off > MOST:
        return _("It is %(off)s ahead of %(source)s.") % said
    if off < -MOST:
        return _("It is %(off)s behind %(source)s.") % said
    return _("It is %(off)s off %(source)s.") % said


def _long(time_off: timedelta) -> str:
    """Say how long, in the unit that fits."""
    seconds = time_off.total_seconds()
    for unit, words in (
        (86_400, _("%(count).1f days")),
        (3600, _("%(count).1f hours")),
        (60, _("%(count).1f minutes")),
    ):
        if seconds >= unit:
            return words % {"count": seconds / unit}
    return _("%(count).1f seconds") % {"count": seconds}


def _told_time() -> tuple[str, timedelta] | None:
    """Return who told the time, and how far our clock is from it."""
    source: str = settings.INTERLOCAL_TIME_SOURCE
    if source:
        parts = urlsplit(source)
        read = {"ntp": _by_ntp, "http": _by_http, "https": _by_http}[parts.scheme]
        return parts.hostname or "", read(parts.scheme, parts.hostname or "", parts.port)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (theirs,) = cursor.fetchone()
        return _("the database's clock"), _now() - theirs
    return None


def _by_ntp(_scheme: str, host: str, port: int | None) -> timedelta:
    """Ask as RFC 4330 does: the middle of the way there and back is when the server answered."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        asked.settimeout(SECONDS)
        before = time.time()
        asked.sendto(b"\x23" + bytes(_NTP_ANSWER - 1), (host, port or _NTP_PORT))
        answer = asked.recv(_NTP_ANSWER)
        after = time.time()
    whole, part = struct.unpack("!II", answer[40:48])
    return timedelta(seconds=(before + after) / 2 - (whole - _SINCE_1900 + part / 2**32))


def _by_http(scheme: str, host: str, port: int | None) -> timedelta:
    """Read the ``Date`` of an answer, which is exact to a second."""
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    asked = kind(host, port, timeout=SECONDS)
    try:
        asked.request("HEAD", "/")
        said = asked.getresponse().headers["Date"]
    finally:
        asked.close()
    return _now() - email.utils.parsedate_to_datetime(said)


def _now() -> datetime:
    return datetime.now(UTC)
