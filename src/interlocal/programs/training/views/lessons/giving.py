"""Gives out the files of a lesson, to whoever has its key and without looking at who is signed in."""

import re
import zipfile
from functools import cache
from pathlib import Path
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from interlocal.foundation.files.public import BytesMissing, open_file
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training.lessons import pages
from interlocal.programs.training.models import Lesson
from interlocal.programs.training.queries.lessons import lesson_opened_by
from interlocal.programs.training.views.lessons.player import base_of, launch_address, own_address
from interlocal.web.content_host import content_address, has_content_host, is_content_host

_ROOM = Path(__file__).resolve().parents[2]
_RUNTIME = ("vendor/scorm-again/scorm12.min.js", "lessons/frame.js")
# A lesson that runs alone has the runtime in each of its pages; on a stage it is in the page around them.
_OWN = {
    "alone.js": ("lessons/page.js", *_RUNTIME, "lessons/alone.js"),
    "page.js": ("lessons/page.js",),
    "stage.js": _RUNTIME,
    "stage.css": ("lessons/stage.css",),
}
_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")


@open_to_public
@xframe_options_exempt
@require_safe
def script(request: HttpRequest, key: str, script: str) -> HttpResponseBase:
    """Give one of our own files: what every page of a lesson begins with, or what the stage needs."""
    _opened(request, key)
    parts = _OWN.get(script)
    if parts is None:
        raise Http404
    return _guarded(request, HttpResponse(_together(parts), content_type=pages.media_type(script)), key)


@open_to_public
@xframe_options_exempt
@require_safe
def stage(request: HttpRequest, key: str) -> HttpResponseBase:
    """Show the page around a lesson under the second name: the lesson's frames find the runtime in it."""
    lesson = _opened(request, key)
    if not has_content_host():
        raise Http404
    facts = {
        "script": own_address(key, "stage.js"),
        "style": own_address(key, "stage.css"),
        "launch": launch_address(lesson, key),
    }
    return _guarded(request, HttpResponse(render_to_string("training/lessons/stage.html", facts)), key)


@open_to_public
@xframe_options_exempt
@require_safe
def file(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Give one file of a lesson, a page with our script in it."""
    lesson = _opened(request, key)
    return _guarded(request, _answer(request, lesson, key, name), key)


def _opened(request: HttpRequest, key: str) -> Lesson:
    lesson = lesson_opened_by(key)
    if lesson is None or is_content_host(request) != has_content_host():
        raise Http404
    return lesson


def _answer(request: HttpRequest, lesson: Lesson, key: str, name: str) -> HttpResponseBase:
    try:
        source = open_file(lesson.file)
    except BytesMissing:
        raise Http404 from None
    archive = zipfile.ZipFile(source)
    try:
        member = archive.getinfo(name)
    except KeyError:
        archive.close()
        source.close()
        raise Http404 from None
    kind = pages.media_type(name)
    if pages.is_page(name) and member.file_size <= pages.LARGEST_PAGE:
        with source, archive:
            address = own_address(key, "page.js" if has_content_host() else "alone.js")
            return HttpResponse(pages.with_script(archive.read(member), address), content_type=kind)
    content = archive.open(member)
    begin, end = _asked(request, member.file_size)
    content.seek(begin)
    response = FileResponse(_Part(content, end - begin), content_type=kind)
    for opened in (archive, source):
        response._resource_closers.append(opened.close)  # type: ignore[attr-defined]  # noqa: SLF001  as Django does
    response["Content-Length"] = str(end - begin)
    response["Accept-Ranges"] = "bytes"
    if (begin, end) != (0, member.file_size):
        response.status_code = 206
        response["Content-Range"] = f"bytes {begin}-{end - 1}/{member.file_size}"
    return response


def _asked(request: HttpRequest, size: int) -> tuple[int, int]:
    """Return which bytes are wanted: phones play films by ranges only. What cannot be is answered whole."""
    found = _RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None or int(found[1]) >= size:
        return 0, size
    last = int(found[2]) if found[2] else size - 1
    return (int(found[1]), min(last + 1, size)) if last >= int(found[1]) else (0, size)


class _Part:
    """The next so many bytes of a file."""

    def __init__(self, content: IO[bytes], length: int) -> None:
        self._content = content
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """Read on, up to the end of the part."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._content.read(wanted)
        self._left -= len(data)
        return data

    def close(self) -> None:
        """Close the file."""
        self._content.close()


def _guarded(request: HttpRequest, response: HttpResponseBase, key: str) -> HttpResponseBase:
    """What comes out of a package runs apart from the site, and loads its own alone."""
    address = content_address(request, base_of(key))
    response["Content-Security-Policy"] = pages.policy(address, has_origin=has_content_host())
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Cache-Control"] = "private, max-age=3600"
    # A page without an origin is a stranger even to its own files.
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@cache
def _together(parts: tuple[str, ...]) -> bytes:
    return b"\n".join((_ROOM / part).read_bytes() for part in parts)
