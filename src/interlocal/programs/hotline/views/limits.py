"""How many may come at once, and how often: so that a flood from somewhere leaves room for everybody else.

Each web server process counts for itself, in memory. No city has a limit, and nothing is written down.
"""

import functools
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from interlocal.programs.hotline.rules.pacing import Queue
from interlocal.web.public import Pace, client_address, is_nobodys_address, is_through_onion

# A city hall shares one address: what a hundred people there do at once is let through.
BURST, PER_SECOND = 120, 2
LARGE = 2 * 1024 * 1024
RETRY_SECONDS = 60
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]

_half = max(1, settings.INTERLOCAL_WEB_THREADS // 2)
pace = Pace(burst=BURST, per_second=PER_SECOND)
# Visitors whose address nobody knows (the onion service) share half of the server, and no more.
crowd = Queue(at_once=_half, waiting=1, seconds=2)
# So do those who send files for minutes.
senders = Queue(at_once=_half, waiting=0, seconds=0)


def paced(view: View[Given]) -> View[Given]:
    """Let each address open ``view`` at its pace; turn away who asks too often, or while too many send."""

    @functools.wraps(view)
    def open_paced(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        queues = []
        address = client_address(request)
        if is_through_onion(request) or is_nobodys_address(address):
            queues.append(crowd)
        elif not pace.may(address, time.monotonic()):
            return _turned_away(request, 429)
        if _length(request) > LARGE:
            queues.append(senders)
        entered: list[Queue] = []
        try:
            for queue in queues:
                if not queue.enter():
                    return _turned_away(request, 503)
                entered.append(queue)
            return view(request, *args, **kwargs)
        finally:
            for queue in entered:
                queue.leave()

    return open_paced


def _length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH", ""))
    return int(length) if length.isdecimal() else 0


def _turned_away(request: HttpRequest, status: int) -> HttpResponseBase:
    # No token is asked for: it would set a cookie.
    answer = render(request, "hotline/public/busy.html", {"csrf_token": ""}, status=status)
    answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
