"""allauth's guards with types: rate limits, the step after the password, and asking again who it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import ratelimit
from allauth.decorators import rate_limit
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

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


def confirmed(view: View) -> View:
    """Ask again who it is, unless that was shown within the last minutes."""
    return asked_at_city(cast("View", reauthentication_required(view, app="allauth.mfa")))


def asked_at_city(view: View) -> View:
    """Send who has neither password nor second step to their city, unless they came from there just now."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        is_citys = user.is_authenticated and not get_reauthentication_flows(user)
        if is_citys and get_adapter().is_reauthentication_required(app="allauth.mfa"):
            messages.info(request, _("Sign in at your city once more, then try again."))
            return redirect("accounts:city")
        return view(request, *args, **kwargs)

    return cast("View", guarded)
