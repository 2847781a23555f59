"""Mail that was written to the folder instead of sent: for trying the software out, never with real data."""

import functools
from collections.abc import Callable
from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlocal.foundation.notices.queries import sample_mail
from interlocal.kernel.permissions import open_to_public

_PER_PAGE = 50
View = Callable[..., Any]


def _in_demo_mode(view: View) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.INTERLOCAL_DEMO:
            raise Http404
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    return open_to_public(require_safe(guarded))


@_in_demo_mode
def list_messages(request: HttpRequest) -> HttpResponse:
    """List the newest messages first; only those on the page are read."""
    page = Paginator(sample_mail.message_names(), _PER_PAGE).get_page(request.GET.get("page"))
    found = [sample_mail.message_named(name) for name in page]
    rows = [message for message in found if message]
    return render(request, "notices/sample_mail.html", {"page": page, "rows": rows})


@_in_demo_mode
def show_message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one message's text."""
    return render(request, "notices/sample_message.html", {"message": _message(name)})


@_in_demo_mode
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type]
def show_html(_request: HttpRequest, name: str) -> HttpResponse:
    """Show one message's HTML as a mail program would: no script, no style, nothing fetched."""
    return HttpResponse(_message(name).html)


@_in_demo_mode
def download_source(_request: HttpRequest, name: str) -> HttpResponse:
    """Hand over one message as it would travel."""
    message = _message(name)
    headers = {"Content-Disposition": f'attachment; filename="{message.name}.eml"'}
    return HttpResponse(message.source, content_type="message/rfc822", headers=headers)


def _message(name: str) -> sample_mail.SampleMessage:
    message = sample_mail.message_named(name)
    if message is None:
        raise Http404
    return message
