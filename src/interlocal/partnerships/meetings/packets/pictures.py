"""Pictures for a page: their size read from their head, and what cameras write into them left out."""

import struct
from collections.abc import Iterator

MAX_PIXELS = 60_000_000
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
# Segments of a JPEG (ITU-T T.81, table B.1) that do not say how it looks: APP1, APP3 to APP13, comments.
_DROPPED = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
_ORIENTATION = 0x0112


class NoPicture(ValueError):
    """The bytes are no picture that can be put on a page."""


def without_traces(data: bytes) -> tuple[bytes, str]:
    """Return a JPEG or PNG picture and its ending, a JPEG without place, camera and comments.

    Which way is up is kept. Raises ``NoPicture`` for anything else, and for more than 60 million pixels.
    """
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        _check(width, height)
        return data, "png"  # its pixels are written anew into the PDF, and nothing else is
    if data.startswith(_JPEG):
        return _jpeg(data), "jpg"
    raise NoPicture


def _check(width: int, height: int) -> None:
    if not 0 < width * height <= MAX_PIXELS:
        raise NoPicture


def _jpeg(data: bytes) -> bytes:
    kept, turned, is_sized = [data[:2]], 1, False
    end = 2
    for marker, start, end in _segments(data):
        body = data[start + 4 : end]
        if marker in _FRAMES and len(body) > 4:
            height, width = struct.unpack(">HH", body[1:5])
            _check(width, height)
            is_sized = True
        if marker == 0xE1 and body.startswith(b"Exif\0\0"):
            turned = _orientation(body[6:])
        if marker not in _DROPPED:
            kept.append(data[start:end])
    if not is_sized:
        raise NoPicture
    if turned != 1:
        kept.insert(1, _turned(turned))
    return b"".join([*kept, data[end:]])


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment up to the scan, whose data follow the last end."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise NoPicture
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if length < 2:
            raise NoPicture
        yield marker, at, at + 2 + length
        at += 2 + length
        if marker == _SCAN:
            return
    raise NoPicture


def _orientation(tiff: bytes) -> int:
    """Return which way is up (1 to 8) by an Exif block (a TIFF 6.0 directory), 1 where it is silent."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        first = struct.unpack(f"{order}I", tiff[4:8])[0]
        count = struct.unpack(f"{order}H", tiff[first : first + 2])[0]
        for number in range(min(count, 200)):
            at = first + 2 + 12 * number
            tag, _kind, _count, value = struct.unpack(f"{order}HHIH", tiff[at : at + 10])
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _turned(orientation: int) -> bytes:
    """Return an APP1 segment that says which way is up, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
