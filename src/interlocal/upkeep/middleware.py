"""Counts what is answered."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from interlocal.upkeep.metrics import count_request

logger = logging.getLogger(__name__)


class MetricsMiddleware:
    """Counts each request and how long it took. Who could not be counted is answered all the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        try:
            count_request(request, response, time.perf_counter() - started)
        except OSError:
            logger.exception("A request was answered and not counted.")
        return response
