"""How a file of a package is given to a browser: its type, the runtime in its pages, and what may run there.

Every answer is sandboxed by its own headers, so that what a package brings runs as nobody: without an origin
it has no cookies and no storage here, and sees neither the page around it nor any other. It loads from its
own package and nowhere else, and reaches nobody. See docs/decisions/0015-online-lessons.md.
"""

import mimetypes
from pathlib import PurePosixPath

SANDBOX = "allow-scripts allow-forms allow-modals"
# Under the second name a lesson has an origin, which is nobody's: its frames may call one another.
SANDBOX_APART = f"{SANDBOX} allow-same-origin"
LARGEST_PAGE = 8 * 1024 * 1024
_PAGES = frozenset({".html", ".htm", ".xhtml"})
# What browsers must be told whatever the machine's own table of types says.
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".xml": "text/xml",
    ".svg": "image/svg+xml",
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def is_page(name: str) -> bool:
    """Is it a page, which is given the runtime?"""
    return PurePosixPath(name).suffix.lower() in _PAGES


def media_type(name: str) -> str:
    """Return the media type by the name's ending. Pages say their character set themselves."""
    ending = PurePosixPath(name).suffix.lower()
    if ending in _PAGES:
        return "text/html"
    return _TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def policy(base: str, *, has_origin: bool) -> str:
    """Return the content security policy of every file below the address ``base``."""
    own = {
        "default-src": "'none'",
        "script-src": f"{base} 'unsafe-inline' 'unsafe-eval'",
        "style-src": f"{base} 'unsafe-inline'",
        "img-src": f"{base} data: blob:",
        "media-src": f"{base} data: blob:",
        "font-src": f"{base} data:",
        "connect-src": f"{base} data: blob:",
        "frame-src": base,
        "worker-src": f"{base} blob:",
        "base-uri": base,
        "form-action": "'none'",
        "sandbox": SANDBOX_APART if has_origin else SANDBOX,
    }
    return "; ".join(f"{name} {value}" for name, value in own.items())


def with_script(page: bytes, address: str) -> bytes:
    """Return a page whose first script is the one at ``address``, before anything of its own runs."""
    tag = f'<script src="{address}"></script>'
    for mark, encoding in _MARKS[1:]:
        if page.startswith(mark):
            text = page.decode(encoding, "replace").encode()
            return with_script(text, address).decode().encode("utf-16")
    begin = len(_MARKS[0][0]) if page.startswith(_MARKS[0][0]) else 0
    place = _after_doctype(page, begin)
    return page[:place] + tag.encode() + page[place:]


def _after_doctype(page: bytes, place: int) -> int:
    """Return where the page's own markup begins: after space, comments, ``<?xml ?>`` and the doctype."""
    begin = place
    while True:
        while page[place : place + 1].isspace():
            place += 1
        if page[place : place + 4] == b"<!--":
            end, length = page.find(b"-->", place), 3
        elif page[place : place + 2] == b"<?" or page[place : place + 9].lower() == b"<!doctype":
            end, length = page.find(b">", place), 1
        else:
            return place
        if end < 0:
            return begin
        is_doctype = page[place : place + 9].lower() == b"<!doctype"
        place = end + length
        if is_doctype:
            return place
