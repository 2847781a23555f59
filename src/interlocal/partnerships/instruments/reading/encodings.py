"""Decode the bytes of a text file."""

import codecs
import re

from .unreadable import UnreadableInstrument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")


def decode(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 and UTF-32 with theirs, else Windows-1252.

    Raises UnreadableInstrument, with the line, for what is no text.
    """
    if not data.startswith(tuple(mark for mark, _ in _MARKS)):
        _refuse_binary(data.decode("latin-1"))
    text = _decoded(data)
    _refuse_binary(text)
    return text


def _refuse_binary(text: str) -> None:
    control = _CONTROL.search(text)
    if control:
        raise UnreadableInstrument(
            "This is no text: it holds characters that only a program reads. "
            "Save it as plain text (UTF-8), as Word (.docx) or as PDF with a text layer.",
            _line(text[: control.start()]),
        )


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        raise UnreadableInstrument(
            "The characters of this text cannot be decoded. Save it again as plain text in UTF-8.",
            _line(before),
        ) from error


def _line(before: str) -> int:
    return len(re.findall(r"\r\n|\n|\r", before)) + 1
