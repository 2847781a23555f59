"""What is said when something is wrong before or beside a view: a page to a person, JSON to a program."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

SAID = {
    400: "The request cannot be read.",
    404: "There is nothing here that you may see.",
    503: "This installation is being maintained. Try again in a few minutes.",
    500: "Something broke here. It is recorded, and what was sent is not kept.",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return _to_a_program(request, 400) or defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _to_a_program(request, 404) or defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _to_a_program(request, 500) or defaults.server_error(request)


def _to_a_program(request: HttpRequest, status: int) -> HttpResponse | None:
    if not request.path.startswith("/api/"):
        return None
    return JsonResponse({"detail": SAID[status], "errors": []}, status=status)
