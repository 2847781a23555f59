"""The page around a lesson: the frame in which it runs as nobody, and what the frame begins with."""

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from interlocal.programs.training.models import Lesson

KIND = "interlocal-lesson"


def frame_of(request: HttpRequest, lesson: Lesson, key: str, values: dict[str, str]) -> dict[str, Any]:
    """Return what the template needs to frame ``lesson``, whose files ``key`` opens."""
    path, _mark, query = lesson.launch.partition("?")
    launch = reverse("training:lesson-file", args=[key, "x"])[:-1] + quote(path)
    begin = {
        "kind": KIND,
        "page": f"{request.scheme}://{request.get_host()}",
        "values": values,
        "said": {},
    }
    return {"launch": f"{launch}?{query}" if query else launch, "begin": json.dumps(begin)}


def framing(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    """Let the page frame the files that ``key`` opens, and nothing else."""
    base = request.build_absolute_uri(base_of(key))
    response._csp_update = {"frame-src": [base]}  # type: ignore[attr-defined]  # noqa: SLF001  django-csp reads it
    return response


def base_of(key: str) -> str:
    """Return the path below which everything lies that ``key`` opens."""
    return reverse("training:lesson-runtime", args=[key]).removesuffix("-/runtime.js")
