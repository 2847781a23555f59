"""How long a session lasts; and who must have a second step sets it up first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from interlocal.foundation.accounts.models import SEEN_AT, STARTED_AT
from interlocal.kernel import clock
from interlocal.kernel.access import access_of

SECOND_STEP_DUE = "second_step_due"
NOTED_EVERY = timedelta(minutes=5)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def before_second_step(view: View) -> View:
    """Mark a view on which a second step is set up: who must have one opens it before they have."""
    view.opens_before_second_step = True  # type: ignore[attr-defined]
    return view


class SessionLifeMiddleware:
    """Ends a session 12 hours after sign-in, and after two hours without use, whatever was done in it.

    When it was last used is noted every few minutes only, so that a page does not cost a write. One that
    began at a time still to come, by a clock that was set right since, begins now: it would last too long.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if was_signed_in:
            self._look_at(request, clock.now())
        response = self.get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            # Whatever page or script kept in the browser goes; caches were told before to keep nothing.
            response["Clear-Site-Data"] = '"storage"'
        return response

    def _look_at(self, request: HttpRequest, now: datetime) -> None:
        started, seen = (_moment(request, name) for name in (STARTED_AT, SEEN_AT))
        lasts = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        is_over = started is not None and now - started >= lasts
        is_idle = seen is not None and now - seen >= settings.INTERLOCAL_SESSION_IDLE
        if is_over or is_idle:
            logout(request)
        elif seen is None or abs(now - seen) >= NOTED_EVERY:
            request.session[SEEN_AT] = now.isoformat()
            if started is not None and started - now > NOTED_EVERY:
                request.session[STARTED_AT] = now.isoformat()


def _moment(request: HttpRequest, name: str) -> datetime | None:
    text = request.session.get(name)
    return datetime.fromisoformat(text) if text else None


class SecondStepMiddleware:
    """Leads people whose role requires a second step to set one up; until then only sign-in pages open.

    Whether it is due is decided at sign-in and kept in the session, so that no page pays a query for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: object,
        _kwargs: object,
    ) -> HttpResponseBase | None:
        """Lead to the set-up page, unless the page is open to everybody or one of the sign-in pages."""
        if not request.user.is_authenticated or not request.session.get(SECOND_STEP_DUE):
            return None
        access = access_of(view)
        if getattr(view, "opens_before_second_step", False) or (access is not None and access.is_open):
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
