"""Who must have a second step sets it up first."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from interlocal.kernel.access import access_of

SECOND_STEP_DUE = "second_step_due"
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def before_second_step(view: View) -> View:
    """Mark a view on which a second step is set up: who must have one opens it before they have."""
    view.opens_before_second_step = True  # type: ignore[attr-defined]
    return view


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
