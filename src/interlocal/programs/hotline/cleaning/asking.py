"""Cleaning runs in a process of its own: what a file makes of the program that reads it stays there.

That process gets the bytes through a pipe, may write no file, and ends after a while whatever it does. When
it ends badly there is no viewing copy, and the reporter is told so.
"""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass

SECONDS = 20
LARGEST = 25 * 1024 * 1024
_TYPES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
UNKNOWN = "application/octet-stream"
# A picture takes a few hundred megabytes while it is open: one at a time.
_one = threading.Lock()


@dataclass(frozen=True)
class Cleaned:
    """A viewing copy, its type, and the kinds of things it lacks (``rules.removed``)."""

    data: bytes
    content_type: str
    removed: tuple[str, ...]


def kind_of(head: bytes) -> str:
    """Return the type that a file is by its first bytes, where a viewing copy can be made of it."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _TYPES if head.startswith(mark)), UNKNOWN)


def cleaned_copy(data: bytes) -> Cleaned | None:
    """Return a viewing copy of a picture or PDF file, or ``None`` where none can be made."""
    if kind_of(data[:16]) == UNKNOWN or len(data) > LARGEST:
        return None
    with _one:
        try:
            ran = subprocess.run(  # nosec B603 - our own module, in an environment of its own
                [sys.executable, "-E", "-s", "-m", "interlocal.programs.hotline.cleaning.process"],
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
                env={},
            )
        except subprocess.TimeoutExpired:
            return None
    told, _, copy = ran.stdout.partition(b"\n")
    if ran.returncode != 0 or not copy:
        return None
    facts = json.loads(told)
    return Cleaned(copy, facts["type"], tuple(facts["removed"]))
