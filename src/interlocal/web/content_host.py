"""The second name: what others wrote and browsers run, lessons say, is served there and nowhere else.

Scripts served under a name of their own cannot touch what is under the site's. Nobody is signed in there:
cookies are not read, and the site's addresses are none of its own. A setting turns it on.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from interlocal.web.origins import origin_of


def has_content_host() -> bool:
    """Is there a second name?"""
    return bool(settings.INTERLOCAL_CONTENT_URL)


def is_content_host(request: HttpRequest) -> bool:
    """Was the second name asked?"""
    host = str(request.META.get("HTTP_HOST", "")).lower()
    return has_content_host() and host == urlsplit(content_origin()).netloc


def content_origin() -> str:
    """Return where content runs, as the browser tells it: ``null`` where nothing has an origin."""
    return origin_of(settings.INTERLOCAL_CONTENT_URL) if has_content_host() else "null"


def content_address(request: HttpRequest, path: str) -> str:
    """Return the whole address at which a path of content is served."""
    return f"{content_origin()}{path}" if has_content_host() else request.build_absolute_uri(path)


class ContentHostMiddleware:
    """Serves content alone, to nobody in particular, under the second name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_content_host(request):
            request.urlconf = settings.INTERLOCAL_CONTENT_URLS  # type: ignore[attr-defined]  # Django reads it
            request.META.pop("HTTP_COOKIE", None)
            request.META.pop("HTTP_AUTHORIZATION", None)
        return self.get_response(request)
