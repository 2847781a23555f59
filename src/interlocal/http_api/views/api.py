"""The API as a whole: its rooms, what it says when something is wrong, and its addresses."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.operation import Operation

from interlocal.http_api.views.baselines import router as baselines
from interlocal.http_api.views.people import router as people
from interlocal.http_api.views.results import router as results
from interlocal.http_api.views.studies import router as studies
from interlocal.http_api.views.tokens import LIMIT, Bearer
from interlocal.kernel.exceptions import Refusal


class Api(NinjaAPI):
    """What describes itself by the names of its functions."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name by which programs that are made from the description know an operation."""
        return operation.view_func.__name__


api = Api(
    title="Interlocal",
    version="1",
    description=(
        "What neighboring cities share, for the programs of the people who look after it. Amounts are whole "
        "hundredths of their unit: cents for money."
    ),
    urls_namespace="api",
    docs_url=None,
    auth=Bearer(),
    throttle=[LIMIT],
)
api.add_router("", people)
api.add_router("/studies", studies)
api.add_router("/studies", baselines)
api.add_router("/studies", results)


def guarded() -> list[URLPattern]:
    """Return the addresses of the API. A head is answered like a page that is got, without its body."""
    entries = [entry for entry in reversed(api.urls[0]) if isinstance(entry, URLPattern)]
    once = {str(entry.pattern): entry for entry in entries}  # an address is listed for each of its methods
    return [path(f"v1/{key}", _with_head(one.callback), name=one.name or "") for key, one in once.items()]


def _with_head(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    # The mark of this module says that it asks for sign-in by itself: see INTERLOCAL_SELF_GUARDED.
    @csrf_exempt
    @wraps(view, assigned=("__name__", "__doc__"))
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "HEAD":
            response: HttpResponse = view(request, *args, **kwargs)
            return response
        request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = "HEAD"  # by which the body is left out
        return response

    return opened


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    at = [refusal.field] if refusal.field else []
    errors = [{"at": at, "message": str(refusal)}] if at else []
    return api.create_response(request, {"detail": str(refusal), "errors": errors}, status=409)


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, _error: Http404) -> HttpResponse:
    return api.create_response(request, _problem("There is nothing here that you may see."), status=404)


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    detail = "Send a token that is in force in the header Authorization, after the word Bearer."
    response = api.create_response(request, _problem(detail), status=401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Throttled)
def _too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    said = {**_problem("Too many requests: wait a little."), "request": getattr(request, "id", "")}
    response = api.create_response(request, said, status=429)
    response["Retry-After"] = str(int(error.wait or 1) + 1)
    return response


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"at": [str(one) for one in fault["loc"]], "message": fault["msg"]} for fault in error.errors]
    answer = {"detail": "Something in the request cannot be read.", "errors": errors}
    return api.create_response(request, answer, status=422)


@api.exception_handler(HttpError)
def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
    return api.create_response(request, _problem(str(error)), status=error.status_code)


def _problem(detail: str) -> dict[str, Any]:
    return {"detail": detail, "errors": []}
