"""Asking again who it is, before what somebody else at the same screen must not do."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    is_reauthentication_required,
)
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_APP = "allauth.mfa"


def must_show_again(request: HttpRequest) -> bool:
    """Would ``confirmed`` ask this person who they are?"""
    return _must_go_to_city(request) or bool(is_reauthentication_required(request, app=_APP))


def confirmed(view: View) -> View:
    """Ask again who it is, unless that was shown within the last minutes."""
    return asked_at_city(cast("View", reauthentication_required(view, app=_APP)))


def asked_at_city(view: View) -> View:
    """Send who has neither password nor second step to their city, unless they came from there just now."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if _must_go_to_city(request):
            messages.info(request, _("Sign in at your city once more, then try again."))
            return redirect("accounts:city")
        return view(request, *args, **kwargs)

    return cast("View", guarded)


def _must_go_to_city(request: HttpRequest) -> bool:
    user = request.user
    is_citys = user.is_authenticated and not get_reauthentication_flows(user)
    return bool(is_citys and get_adapter().is_reauthentication_required(app=_APP))
