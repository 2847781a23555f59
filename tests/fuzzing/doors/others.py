"""What other systems answer: calendars, councils' systems, providers of sign-in."""

import io
import json
from datetime import UTC, date, datetime
from typing import Any, cast

from tests.fuzzing.door import Door
from tests.fuzzing.doors.engine import JSON, text

from interlocal.foundation.accounts.asking import NoAnswer, _read, is_safe_address
from interlocal.foundation.accounts.models import IdentityProvider
from interlocal.foundation.accounts.rules.providing import (
    address_said,
    check_claims,
    check_issuer,
    read_discovery,
    read_domains,
)
from interlocal.foundation.vault.public import Altered, payload_of_token
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings.calendars import UnreadableReply, read_reply
from interlocal.partnerships.meetings.calendars.mail import calendar_in_mail
from interlocal.partnerships.meetings.imports.council_record import Unreadable
from interlocal.partnerships.meetings.imports.fetching import PublicJson, check_public_address
from interlocal.partnerships.meetings.imports.legistar import read_legistar

NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
_REPLY = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A calendar//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
    b"UID:abc@interlocal\r\nSEQUENCE:2\r\nDTSTAMP:20260102T150000Z\r\nDTSTART:20260305T150000Z\r\n"
    b"COMMENT:Late\r\nORGANIZER:mailto:partnership@example.org\r\n"
    b'ATTENDEE;CN="Ada";PARTSTAT=ACCEPTED:MAILTO:Ada@Example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
)
_MAIL = (
    b"From: Ada <ada@example.org>\r\nSubject: =?utf-8?q?Yes?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nYes\r\n--b\r\n"
    b'Content-Type: text/calendar; method=REPLY; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    + _REPLY
    + b"--b--\r\n"
)
_CALENDAR = (
    *(b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VALARM\r\n", b";TZID=", b":", b"\r\n ", b";VALUE=DATE"),
    *(
        b"RRULE:FREQ=SECONDLY\r\n",
        b"DURATION:-P9W\r\n",
        b"SEQUENCE:x\r\n",
        b"ATTENDEE:\r\n",
        b"20269999T999999Z",
    ),
)
_MAIL_WORDS = (
    *(b"Content-Type: ", b"charset=", b"boundary=", b"--b", b"=?x?q?=", b"filename*0*=a''%", b'name="a.ics"'),
    *(b"Content-Transfer-Encoding: base64", b"message/rfc822", b"\r\n\r\n", b"uuencode", b"quoted-printable"),
)
_ISSUER = "https://login.example.org/city"
_DISCOVERY = {
    "issuer": _ISSUER,
    "authorization_endpoint": f"{_ISSUER}/authorize",
    "token_endpoint": f"{_ISSUER}/token",
    "jwks_uri": f"{_ISSUER}/keys",
    "response_types_supported": ["code"],
    "code_challenge_methods_supported": ["S256"],
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}
_CLAIMS = {
    "iss": _ISSUER,
    "aud": ["us"],
    "azp": "us",
    "iat": NOW.timestamp() - 5,
    "exp": NOW.timestamp() + 60,
    "nonce": "n",
    "sub": "ada",
    "email": "ada@example.org",
    "email_verified": True,
}
# RFC 7515, appendix A.3.
_SIGNED = {
    "token": (
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    ),
    "keys": [
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {
            "kty": "EC",
            "crv": "P-256",
            "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        },
    ],
}
_EVENTS = [
    {
        "EventId": 7,
        "EventBodyName": "City Council",
        "EventDate": "2026-03-02T00:00:00",
        "EventTime": "6:30 PM",
        "EventLocation": "City Hall",
        "EventInSiteURL": "https://council.example.org/7",
        "EventItemId": 9,
        "EventItemAgendaSequence": 1,
        "EventItemTitle": "A resolution",
        "EventItemPassedFlag": 1,
        "EventItemPassedFlagName": "Pass",
        "VotePersonName": "Ann Roe",
        "VoteValueName": "Yes",
    }
]


class _Answer(io.BytesIO):
    """What comes back over the wire."""

    status, reason = 200, "OK"


class _Council:
    """A council's system that answers every question with the same."""

    def __init__(self, data: bytes) -> None:
        source = PublicJson("https://council.example.org")
        self._said = source._read(cast("Any", _Answer(data)))

    def get(self, path: str, query: Any) -> Any:
        is_first = query.get("$skip", "0") == "0"
        return self._said if is_first else []


def _object(data: bytes) -> dict[str, Any]:
    """Answers of a provider are read by the one function that asks."""
    return _read(cast("Any", _Answer(data)))


def _check(claims: dict[str, Any]) -> None:
    provider = IdentityProvider(issuer=_ISSUER, client_id="us")
    check_claims(claims, provider, nonce="n", now=NOW)
    address_said(claims, provider)


def _read_token(data: bytes) -> None:
    told = _object(data)
    token, keys = told.get("token"), told.get("keys")
    if isinstance(token, str) and isinstance(keys, list):
        payload_of_token(token, [key for key in keys if isinstance(key, dict)])


def _read_address(said: str) -> None:
    is_safe_address(said)
    check_public_address(said)


def _coded(told: object) -> bytes:
    return json.dumps(told).encode()


_WEB = (b"https://", b"http://", b"[", b"]", b"[::1]", b"@", b":443", b":x", b"?", b"#", b"%", b"localhost")
DOORS = (
    Door(
        name="calendar's answer",
        read=read_reply,
        seeds=(_REPLY,),
        modules=("interlocal.partnerships.meetings.calendars.replies",),
        refuses=(UnreadableReply,),
        words=_CALENDAR,
        calls=2_000_000,
        rounds=0.7,
    ),
    Door(
        name="calendar's answer in a mail",
        read=lambda data: read_reply(calendar_in_mail(data)),
        seeds=(_MAIL,),
        modules=("interlocal.partnerships.meetings.calendars.mail",),
        refuses=(UnreadableReply,),
        words=(*_CALENDAR, *_MAIL_WORDS),
        calls=2_000_000,
        rounds=0.7,
    ),
    Door(
        name="council's own system",
        read=lambda data: read_legistar(_Council(data), since=date(2026, 1, 1), until=date(2026, 12, 31)),
        seeds=(_coded(_EVENTS),),
        modules=(
            "interlocal.partnerships.meetings.imports.fetching",
            "interlocal.partnerships.meetings.imports.legistar",
        ),
        refuses=(Unreadable,),
        words=(*JSON, b'"EventDate"', b"{}", b"13:99 PM"),
    ),
    Door(
        name="discovery of a provider",
        read=lambda data: read_discovery(_object(data), _ISSUER),
        seeds=(_coded(_DISCOVERY),),
        modules=("interlocal.foundation.accounts.asking", "interlocal.foundation.accounts.rules.providing"),
        refuses=(NoAnswer, Refusal),
        words=(*JSON, *_WEB, b"null", b"[[]]", b"[{}]", b"7"),
    ),
    Door(
        name="claims of a token",
        read=lambda data: _check(_object(data)),
        seeds=(_coded(_CLAIMS),),
        modules=("interlocal.foundation.accounts.rules.providing",),
        refuses=(NoAnswer, Refusal),
        words=(*JSON, b"NaN", b"[[]]", b"7", b"{}"),
    ),
    Door(
        name="token and keys",
        read=_read_token,
        seeds=(_coded(_SIGNED),),
        modules=("interlocal.foundation.vault.jwt",),
        refuses=(NoAnswer, Altered),
        words=(
            *JSON,
            b".",
            b'"kty": "RSA"',
            b'"n": 7',
            b'"e": null',
            b'"x": []',
            b'"kid"',
            b'"alg"',
            b"ES256",
        ),
    ),
    Door(
        name="address of a council's system",
        read=text(_read_address),
        seeds=(b"https://council.example.org/v1/", b"https://council.example.org:443"),
        modules=(
            "interlocal.partnerships.meetings.imports.fetching",
            "interlocal.foundation.accounts.asking",
        ),
        refuses=(Unreadable,),
        words=_WEB,
    ),
    Door(
        name="issuer of a provider",
        read=text(check_issuer),
        seeds=(_ISSUER.encode(), b"https://login.microsoftonline.com/0000-1/v2.0"),
        modules=("interlocal.foundation.accounts.rules.providing",),
        refuses=(Refusal,),
        words=_WEB,
    ),
    Door(
        name="domains of a city",
        read=text(read_domains),
        seeds=(b"raytown.mo.us, grandview.org",),
        modules=("interlocal.foundation.accounts.rules.providing",),
        refuses=(Refusal,),
        words=(b".", b"-", b"@", b",", b"\n", b"a-" * 40, b"a." * 200),
    ),
)
