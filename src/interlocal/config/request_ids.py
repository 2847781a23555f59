"""A number for each request: it stands in the log and on the error page, so that a person can read it out."""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from interlocal.kernel.traces import is_traceless

HEADER = "X-Request-ID"
# What proxies make: 32 hexadecimal digits, or a UUID. No words fit in it.
_MADE_BY_A_PROXY = re.compile(r"[0-9a-f]{16,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class RequestIdMiddleware:
    """Numbers each request, before anything else can refuse it; a proxy of our own may have done so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = given_id(request) or secrets.token_hex(8)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if not is_traceless(request):
            response[HEADER] = request_id(request)
        return response


def given_id(request: HttpRequest) -> str:
    """Return the number that a proxy of our own gave, or "" when there is none that can be trusted."""
    if settings.INTERLOCAL_TRUSTED_PROXIES < 1:
        return ""
    told = request.headers.get(HEADER, "")
    return told if _MADE_BY_A_PROXY.fullmatch(told) else ""


def request_id(request: object) -> str:
    """Return the number of ``request``; "" for a visit that leaves no trace, and before it has one."""
    return "" if is_traceless(request) else str(getattr(request, "id", ""))
