"""allauth's guards with types: rate limits, and the step after the password."""

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.account.internal.decorators import login_stage_required
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def limited(action: str) -> Callable[[View], View]:
    """Answer 429 when ``settings.ACCOUNT_RATE_LIMITS[action]`` is used up; looking does not count."""
    return cast("Callable[[View], View]", rate_limit(action=action))


def over_limit(request: HttpRequest, action: str, key: str) -> HttpResponse | None:
    """Return the answer 429 when the limit of ``action`` for ``key`` is used up."""
    return cast("HttpResponse | None", ratelimit.consume_or_429(request, action=action, key=key))


def after_password(view: View) -> View:
    """Let in those who gave the right password and still owe the second step; others go to sign-in."""
    guard = login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")
    return cast("View", guard(view))
