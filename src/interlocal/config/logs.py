"""Structured logs: one JSON object a line, without personal data, addresses of clients or secrets."""

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from interlocal.config.request_ids import request_id
from interlocal.kernel import clock
from interlocal.kernel.traces import is_traceless

_requests = logging.getLogger("interlocal.requests")
_security = logging.getLogger("interlocal.security")
# What an answer says of whoever asked; 404 counts where there is such a page, but not for them.
_REFUSALS = {
    400: "request refused",
    401: "token refused",
    403: "refused",
    404: "not for them",
    405: "request refused",
    413: "request refused",
    429: "limit reached",
}


class TracelessFilter(logging.Filter):
    """Lets nothing through of a view that leaves no trace, but that it broke."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Is ``record`` of another view, or of an error?"""
        return record.levelno >= logging.ERROR or not is_traceless(getattr(record, "request", None))


class JsonFormatter(logging.Formatter):
    """Writes a record as JSON. A traceback is kept to its frames: messages of exceptions may quote data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``record`` as one line of JSON."""
        entry: dict[str, object] = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if number := request_id(getattr(record, "request", None)):
            entry["request"] = number
        entry.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[0]:
            entry["exception"] = record.exc_info[0].__name__
            entry["frames"] = self._frames(record)
        return json.dumps(entry, default=str)  # line ends of every kind, and what steers a terminal, escaped

    def _frames(self, record: logging.LogRecord) -> list[str]:
        frames = []
        trace = record.exc_info[2] if record.exc_info else None
        while trace is not None:
            code = trace.tb_frame.f_code
            frames.append(
                f"{code.co_filename.rpartition('site-packages/')[2]}:{trace.tb_lineno} {code.co_name}"
            )
            trace = trace.tb_next
        return frames


def _moment(record: logging.LogRecord) -> str:
    """Return when it was; the day alone, where a view that leaves no trace broke."""
    moment = datetime.fromtimestamp(record.created, UTC)
    if is_traceless(getattr(record, "request", None)):
        return moment.date().isoformat()
    return moment.isoformat(timespec="milliseconds")


def _message(record: logging.LogRecord) -> str:
    """Return the record's message; the route stands where Django quotes the path, which can hold a token."""
    if record.name == "django.server":
        return "development server"
    path = getattr(getattr(record, "request", None), "path", None)
    if not path or not isinstance(record.args, tuple):
        return record.getMessage()
    route = _route(record.request)  # type: ignore[attr-defined]
    shown = [route if isinstance(arg, str) and path in arg else arg for arg in record.args]
    return str(record.msg) % tuple(shown)


def _route(request: HttpRequest) -> str:
    return request.resolver_match.route if request.resolver_match else "(none)"


class RequestLogMiddleware:
    """Logs the id of each request, its route (never its path, which can hold a token), status and time.

    A view that leaves no trace is left out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        fields = {
            "request": request_id(request),
            "method": request.method,
            "route": _route(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
        }
        if not is_traceless(request):
            _requests.info("request", extra={"fields": fields})
            _note_refusal(request, response.status_code)
        return response


def _note_refusal(request: HttpRequest, status: int) -> None:
    """Say in the log that somebody was refused something that is there: which page, and to which roles."""
    if status not in _REFUSALS or request.resolver_match is None:
        return
    fields = {"route": _route(request), "status": status, "roles": _roles(request)}
    _security.warning(_REFUSALS[status], extra={"request": request, "fields": fields})


def _roles(request: HttpRequest) -> list[str]:
    """Return the roles of whoever asked, which name nobody; none for somebody who has not signed in."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return []
    return sorted({grant.role for grant in person.grants_in_force(clock.today())})
