"""Holds the rates of the list, before a view does any work.

Each web server process counts for itself, in memory: reading a page writes nothing.
"""

import functools
from collections.abc import Callable
from time import monotonic as seconds

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from interlocal.config.errors import too_many
from interlocal.config.limits.listed import limits_of
from interlocal.config.limits.shape import Limit, Whom
from interlocal.kernel.access import access_of
from interlocal.kernel.traces import is_traceless
from interlocal.web.content_host import is_content_host
from interlocal.web.public import Pace, client_address, is_nobodys_address, is_through_onion

# Who comes through the onion service has no address: all of them together have this many times one's share.
ONION_SHARE = 10


class PaceMiddleware:
    """Answers 429 to who asks oftener than the list lets them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Count the request, and turn it away where it is one too many."""
        match = request.resolver_match
        if match is None or is_traceless(request):
            return None
        access = access_of(view)
        limit = _rated(match.view_name, access is not None and access.is_open)
        if limit is None or limit.rate is None or not limit.rate.counts(request.method):
            return None
        asks = _who_asks(request, limit.rate.whom)
        if asks is None:
            return None
        pace = pace_of(limit, is_crowd=asks == _ONION)
        return None if pace.may(asks, seconds()) else _turned_away(request, pace.rest_seconds)


_ONION = "onion"


def _turned_away(request: HttpRequest, rest: int) -> HttpResponse:
    if not is_content_host(request):
        return too_many(request, rest)
    # There is no site under the second name, and none of its pages.
    words = f"Too many requests: try again in {rest} seconds."
    kind = "text/plain; charset=utf-8"
    return HttpResponse(words, status=429, content_type=kind, headers={"Retry-After": str(rest)})


def _who_asks(request: HttpRequest, whom: Whom) -> str | None:
    """Return what is counted by; ``None`` for this machine itself, and for nobody."""
    if whom is Whom.PERSON:
        return str(request.user.public_id) if request.user.is_authenticated else None
    if is_through_onion(request):
        return _ONION
    address = client_address(request)
    return None if is_nobodys_address(address) else address


@functools.cache
def _rated(route: str, is_open: bool) -> Limit | None:  # noqa: FBT001
    return next((limit for limit in limits_of(route, is_open=is_open) if limit.rate), None)


@functools.cache
def pace_of(limit: Limit, *, is_crowd: bool) -> Pace:
    """Return what counts for ``limit``; with ``is_crowd`` for all who come through the onion service."""
    assert limit.rate is not None
    share = ONION_SHARE if is_crowd else 1
    return Pace(burst=limit.rate.burst * share, per_second=limit.rate.per_second * share)


def forget_paces() -> None:
    """Begin to count anew."""
    pace_of.cache_clear()
