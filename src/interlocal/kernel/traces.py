"""The mark of a view whose visits are written down nowhere: who reports must not be seen to have come."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def leaves_no_trace(view: View) -> View:
    """Keep visits of ``view`` out of every log, and its pages out of browsers' and others' stores.

    What breaks there is still logged, with the day in place of the time.
    """
    view.leaves_no_trace = True  # type: ignore[attr-defined]
    return view


def is_traceless(request: object) -> bool:
    """Does ``request``, once its address is resolved, lead to a view that leaves no trace?"""
    match = request.resolver_match if isinstance(request, HttpRequest) else None
    return getattr(getattr(match, "func", None), "leaves_no_trace", False) is True
