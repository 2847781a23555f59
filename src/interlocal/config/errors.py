"""What is said when something is wrong before or beside a view: a page to a person, JSON to a program."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views import defaults

from interlocal.config.outages import Outage, outage_in
from interlocal.config.request_ids import request_id
from interlocal.web.public import turned_away

SAID = {
    400: "The request cannot be read.",
    403: "Your role does not include this.",
    404: "There is nothing here that you may see.",
    413: "More was sent than is taken at once.",
    429: "Too many requests: wait a little.",
    503: "This installation is being maintained. Try again in a few minutes.",
    500: "Something broke here. It is recorded, and what was sent is not kept.",
}
SAID_OF = {
    Outage.FULL: "The disk of this installation is full: nothing was saved.",
    Outage.DATABASE: "The database does not answer. Try again in a few minutes.",
    Outage.FILES: "The place where files are kept does not answer. Try again in a few minutes.",
}
RETRY_SECONDS = "120"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400; 413 where more was sent than is taken at once."""
    if isinstance(exception, RequestDataTooBig):
        return _to_a_program(request, 413) or render(request, "413.html", status=413)
    return _to_a_program(request, 400) or render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _to_a_program(request, 403) or defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _to_a_program(request, 404) or defaults.page_not_found(request, exception)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429, and when to try again."""
    answer = _to_a_program(request, 429) or turned_away(request, seconds=seconds)
    answer["Retry-After"] = str(seconds)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a page that needs nothing of what may have broken; or say what is down."""
    outage = outage_in(sys.exc_info()[1])
    if outage is not None:
        return _out_of_service(request, outage)
    page = loader.get_template("500.html")
    return _to_a_program(request, 500) or HttpResponse(
        page.render({"request_id": request_id(request)}), status=500
    )


def _out_of_service(request: HttpRequest, outage: Outage) -> HttpResponse:
    page = loader.get_template("outage.html")
    answer = _to_a_program(request, outage.status, SAID_OF[outage]) or HttpResponse(
        page.render({"outage": outage.value, "request_id": request_id(request)}), status=outage.status
    )
    answer["Retry-After"] = RETRY_SECONDS
    answer["Cache-Control"] = "no-store"
    return answer


def _to_a_program(request: HttpRequest, status: int, words: str = "") -> HttpResponse | None:
    if not request.path.startswith("/api/"):
        return None
    said = {"detail": words or SAID[status], "errors": []}
    number = request_id(request)
    return JsonResponse({**said, "request": number} if number else said, status=status)
