"""The gate before every view: what carries no mark is refused."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url

from interlocal.kernel.permissions import Access

_OPEN = Access(is_open=True)


def access_of(view: Callable[..., HttpResponseBase]) -> Access | None:
    """Return who may open ``view``; ``None`` when it carries no mark and no trusted package guards it.

    ``settings.INTERLOCAL_SELF_GUARDED`` lists the packages whose views ask for sign-in by themselves.
    """
    access = getattr(view, "access", None)
    if isinstance(access, Access):
        return access
    module = getattr(getattr(view, "view_class", view), "__module__", "")
    if any(module == name or module.startswith(f"{name}.") for name in settings.INTERLOCAL_SELF_GUARDED):
        return _OPEN
    return None


class AccessMiddleware:
    """Refuse a view that is not marked; send the anonymous to sign in; hide the rest behind 404."""

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
        """Answer before the view does, where it may not be opened."""
        access = access_of(view)
        if access is None:
            raise Http404
        if access.is_open:
            return None
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")
        if access.permissions and not any(request.user.may(permission) for permission in access.permissions):
            raise Http404
        return None
