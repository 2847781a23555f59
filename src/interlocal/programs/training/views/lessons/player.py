"""The page around a lesson: the frame in which it runs as nobody, and what the frame begins with."""

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from interlocal.programs.training.lessons import pages
from interlocal.programs.training.models import Lesson
from interlocal.web.content_host import content_address, content_origin, has_content_host

KIND = "interlocal-lesson"


def frame_of(request: HttpRequest, lesson: Lesson, key: str, values: dict[str, str]) -> dict[str, Any]:
    """Return what the template needs to frame ``lesson``, whose files ``key`` opens.

    Under the second name the frame shows a stage, which frames the lesson; else the lesson itself.
    """
    is_apart = has_content_host()
    path = reverse("training:lesson-stage", args=[key]) if is_apart else launch_address(lesson, key)
    begin = {
        "kind": KIND,
        "page": f"{request.scheme}://{request.get_host()}",
        "values": values,
        "said": {},
    }
    return {
        "address": content_address(request, path),
        "begin": json.dumps(begin),
        "origin": content_origin(),
        "sandbox": pages.SANDBOX_APART if is_apart else pages.SANDBOX,
    }


def framing(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    """Let the page frame the files that ``key`` opens, and nothing else."""
    base = content_address(request, base_of(key))
    response._csp_update = {"frame-src": [base]}  # type: ignore[attr-defined]  # noqa: SLF001  django-csp reads it
    return response


def base_of(key: str) -> str:
    """Return the path below which everything lies that ``key`` opens."""
    return reverse("training:lesson-stage", args=[key]).removesuffix("-/")


def launch_address(lesson: Lesson, key: str) -> str:
    """Return the path of the page with which the lesson begins."""
    path, _mark, query = lesson.launch.partition("?")
    launch = reverse("training:lesson-file", args=[key, "x"])[:-1] + quote(path)
    return f"{launch}?{query}" if query else launch


def own_address(key: str, name: str) -> str:
    """Return the path of one of our own files."""
    return reverse("training:lesson-script", args=[key, name])
