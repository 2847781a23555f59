"""The door of every page of reporters: language, files, headers, and what is said when something is wrong."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlocal.foundation.files.public import SealedUpload
from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public
from interlocal.kernel.traces import leaves_no_trace
from interlocal.programs.hotline.cleaning.arriving import ReportUploads
from interlocal.programs.hotline.views.limits import paced

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]
# The last field of a form with files: where it is missing, the sending was cut on its way.
END = "end"


def for_reporters(view: View[Given]) -> View[Given]:
    """Open ``view`` to everybody, without a trace, in the language that its address names.

    No cookie lets one in but the reading's own, which browsers send from these pages alone; and
    "no-referrer" sends "Origin: null": so there is no other token against forged requests.
    """

    @functools.wraps(view)
    def opened(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        # Whoever is signed in here is not, on these pages.
        request.user = AnonymousUser()
        with translation.override(_language_of(request)):
            try:
                receive(request)
                return view(request, *args, **kwargs)
            except RequestDataTooBig:
                return trouble(request, "too_long", status=413)
            except (MultiPartParserError, UnreadablePostError, SuspiciousOperation, BadRequest):
                return trouble(request, "unreadable", status=400)

    guarded = require_http_methods(["GET", "HEAD", "POST"])(paced(opened))
    return open_to_public(csrf_exempt(leaves_no_trace(guarded)))


def receive(request: HttpRequest) -> None:
    """Take in what is posted, files sealed on their way; of what is cut nothing stays."""
    if request.method != "POST":
        return
    uploads = ReportUploads(timezone.localdate(clock.now()))
    request.upload_handlers = [uploads]
    try:
        _ = request.POST
    finally:
        uploads.drop()


def arrived_with(request: HttpRequest) -> list[SealedUpload]:
    """Return the files that arrived, without those that were too large."""
    files = request.FILES.getlist("attachments")
    return [one for one in files if isinstance(one, SealedUpload) and one.store_key]


def is_whole(request: HttpRequest) -> bool:
    """Did the whole form arrive?"""
    return END in request.POST


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page. Neither a token nor who is signed in is asked for, so that no cookie is set or read."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    known = {
        "csrf_token": "",
        "user": request.user,
        "messages": (),
        "query": f"?language={language}" if request.GET.get("language") else "",
        "others": [code for code, _name in settings.LANGUAGES if code != language],
        "end": END,
    }
    answer = render(request, template, {**known, **context}, status=status)
    answer["Content-Language"] = language
    return answer


def trouble(request: HttpRequest, kind: str, *, status: int) -> HttpResponse:
    """Say what went wrong before the page could be made, and that nothing was kept."""
    return page(request, "hotline/public/trouble.html", status=status, kind=kind)


@for_reporters
def nowhere(request: HttpRequest, rest: str) -> HttpResponseBase:  # noqa: ARG001  the address names it
    """Say that there is nothing at that address: like all the rest, without a trace."""
    return trouble(request, "nowhere", status=404)


def _language_of(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    if asked in dict(settings.LANGUAGES):
        return asked
    return translation.get_language() or settings.LANGUAGE_CODE
