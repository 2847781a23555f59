"""Asking a provider: over TLS, without following anybody elsewhere, briefly, and never for much."""

import base64
import json
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS = 6
MOST_BYTES = 512 * 1024
HERE = ("localhost", "127.0.0.1", "::1")


class NoAnswer(Exception):
    """The provider did not answer, or not with what was asked for; ``status`` where it answered at all."""

    def __init__(self, why: str, *, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


class _Staying(HTTPRedirectHandler):
    """Follows nobody: a provider that sends elsewhere is not the one that was named."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        """Refuse."""


_opener = build_opener(_Staying)


def is_safe_address(address: str) -> bool:
    """Is it https, or http to this very machine?"""
    try:
        parts = urlsplit(address)
        _port = parts.port  # refused here where it is no number
    except ValueError:
        return False
    if parts.username or parts.password or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)


def get_object(address: str) -> dict[str, Any]:
    """Return the JSON object at ``address``; raises ``NoAnswer``."""
    return _ask(address, None, {"Accept": "application/json"})


def post_form(address: str, values: dict[str, str], *, basic: tuple[str, str] | None) -> dict[str, Any]:
    """Return the JSON object that answers a form; ``basic``: name and secret, as RFC 6749, 2.3.1 says."""
    headers = {"Accept": "application/json"}
    if basic is not None:
        pair = ":".join(quote(part, safe="") for part in basic)
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return _ask(address, urlencode(values).encode(), headers)


def _ask(address: str, form: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
    if not is_safe_address(address):
        raise NoAnswer("not https")
    request = Request(address, data=form, headers=headers)  # noqa: S310  its scheme was looked at
    try:
        with _opener.open(request, timeout=SECONDS) as answer:
            return _read(answer)
    except HTTPError as error:
        with error:  # it holds the answer, and the connection with it
            raise NoAnswer(error.reason, status=error.code) from error
    except URLError as error:
        raise NoAnswer(str(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise NoAnswer(type(error).__name__) from error


def _read(answer: HTTPResponse) -> dict[str, Any]:
    content = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NoAnswer("too long", status=answer.status)
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("not JSON", status=answer.status) from error
    if not isinstance(said, dict):
        raise NoAnswer("not an object", status=answer.status)
    return said
