"""Headers that every answer carries, and addresses that none is given to."""

from collections.abc import Callable
from http import HTTPStatus

from csp.constants import NONE
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from interlocal.kernel.traces import is_traceless
from interlocal.web.clients import is_through_onion
from interlocal.web.limits import HOUR

_HEADERS = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
# A page that leaves no trace runs nothing, is kept and found nowhere, and tells no other where it was opened.
# A signed-in person's form may tell this site itself ("same-origin"): else its origin is "null", and refused.
_TRACELESS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}

_PLAIN = "Ask with https://. A token that came without encryption may have been read: revoke it."
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

# How long who was turned away waits, unless the view says it: the longest time that tries are counted over.
_SIGN_IN, _SIGN_IN_SECONDS = "/account/", 300


class OnionMiddleware:
    """Takes a connection through the onion service for encrypted, which it is from end to end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_through_onion(request):
            request.META["HTTP_X_FORWARDED_PROTO"] = "https"
        return self.get_response(request)


class PlainProgramMiddleware:
    """Refuses a program that speaks without TLS: led on to it, it would go on sending its token in the open.

    Only where TLS is asked of everybody; a person's browser is led to it, and remembers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if is_open and request.path_info.startswith("/api/"):
            return JsonResponse({"detail": _PLAIN, "errors": []}, status=403)
        return self.get_response(request)


class ResponseHeadersMiddleware:
    """Adds what Django and the content policy do not: permissions, resource and embedder policies.

    An answer 429 says when to try again. Views that leave no trace have stricter ones, on their errors too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in _HEADERS.items():
            response.setdefault(name, value)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            is_sign_in = request.path.startswith(_SIGN_IN)
            response.setdefault("Retry-After", str(_SIGN_IN_SECONDS if is_sign_in else HOUR))
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        if is_traceless(request):
            tells_itself = response.get("Referrer-Policy") == "same-origin"
            for name, value in _TRACELESS.items():
                response[name] = value
            if tells_itself:
                response["Referrer-Policy"] = "same-origin"
            response._csp_replace = {"script-src": [NONE], "connect-src": [NONE]}  # type: ignore[attr-defined]  # noqa: SLF001  as django-csp's decorators do
            if settings.INTERLOCAL_ONION_HOST and not is_through_onion(request):
                response["Onion-Location"] = f"http://{settings.INTERLOCAL_ONION_HOST}{request.path}"
        return response


class MethodMiddleware:
    """Refuses methods that no page has: TRACE, which echoes what a browser sent, and invented ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _METHODS:
            return HttpResponseNotAllowed(sorted(_METHODS))
        return self.get_response(request)


class PlainAddressMiddleware:
    """Refuses an address with a NUL character: no link of ours has one, and PostgreSQL takes none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address has a NUL character.")
        return self.get_response(request)
