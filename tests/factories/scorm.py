"""SCORM 1.2 packages, put together as the standard has them, and as it does not."""

import io
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from interlocal.programs.training.actions.lessons import add_lessons
from interlocal.programs.training.models import Course, Lesson

ITEM = '<item identifier="ITEM-{n}" identifierref="RES-{n}"><title>Lesson {n}</title>{extra}</item>'
RESOURCE = (
    '<resource identifier="RES-{n}" type="webcontent" adlcp:scormtype="{kind}" href="{href}">'
    '<file href="{href}"/></resource>'
)
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="LESSON" version="1.1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
  <organizations default="ORG"><organization identifier="ORG"><title>A safe crew</title>{items}</organization>
  </organizations>
  <resources>{resources}</resources>
</manifest>
"""
# The way every authoring tool looks for the runtime: from its own window up through the parents.
FIND = """
function findAPI(win) {
  var tries = 0;
  while (win.API == null && win.parent != null && win.parent != win && tries++ < 7) win = win.parent;
  return win.API;
}
var api = findAPI(window);
function say(text) { document.getElementById("said").textContent = text; }
"""
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Lesson</title><script src="script/find.js"></script></head>
<body><p id="said">Nothing yet</p>{body}<script>{script}</script></body></html>
"""


def manifest(
    *, lessons: int = 1, version: str = "1.2", href: str = "index.html", kind: str = "sco", extra: str = ""
) -> str:
    """Return a manifest of so many lessons."""
    numbers = range(1, lessons + 1)
    return MANIFEST.format(
        version=version,
        items="".join(ITEM.format(n=n, extra=extra) for n in numbers),
        resources="".join(RESOURCE.format(n=n, href=href, kind=kind) for n in numbers),
    )


def page(script: str = "", body: str = "") -> str:
    """Return the page of a lesson, which runs ``script``."""
    return PAGE.format(script=script, body=body)


def package(files: Mapping[str, str | bytes] | None = None, *, without: str = "") -> bytes:
    """Return a package: a manifest, a page and the script that finds the runtime, or other ``files``."""
    whole = {"imsmanifest.xml": manifest(), "index.html": page(), "script/find.js": FIND, **(files or {})}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            if name != without:
                archive.writestr(name, content)
    return target.getvalue()


def uploaded(content: bytes, name: str = "lesson.zip") -> SimpleUploadedFile:
    """Return a package as a browser sends it."""
    return SimpleUploadedFile(name, content, "application/zip")


def lesson_in(course: Course, content: bytes | None = None, **fields: object) -> Lesson:
    """Add a lesson to a course."""
    from tests.factories.training import NOW

    given: dict[str, object] = {
        "title": "",
        "instructions": "Play it to its end.",
        "session_number": 1,
        "contact_minutes": 0,
        "now": NOW,
        **fields,
    }
    [lesson, *_more] = add_lessons(by=None, course=course, upload=uploaded(content or package()), **given)  # type: ignore[arg-type]
    return lesson
