"""Every address under the second name: what the URL modules of programs name as ``CONTENT``."""

from collections.abc import Iterator
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path

from interlocal.programkit.public import programs


def _content() -> Iterator[URLResolver]:
    for program in programs():
        module = import_module(program.urls)
        patterns = getattr(module, "CONTENT", None)
        if patterns:
            yield path(f"programs/{program.slug}/", include((patterns, module.app_name)))


def refused(_request: HttpRequest, exception: Exception | None = None, **_kwargs: Any) -> HttpResponse:
    """Answer in plain words: there is no site here to go back to."""
    status = HTTPStatus.NOT_FOUND if exception is not None else HTTPStatus.INTERNAL_SERVER_ERROR
    return HttpResponse(f"{status.phrase}.", status=status, content_type="text/plain; charset=utf-8")


handler400 = handler403 = handler404 = handler500 = "interlocal.config.content_urls.refused"

urlpatterns = list(_content())
