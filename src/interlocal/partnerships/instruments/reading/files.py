"""Read an instrument from a file: what its bytes are decides, not what it is called."""

from dataclasses import replace
from pathlib import Path

from .docx_text import docx_text
from .encodings import decode
from .instrument import Doubt, ReadInstrument
from .pdf_text import pdf_text
from .reader import read_text
from .unreadable import UnreadableInstrument

MAX_BYTES = 5 * 1024 * 1024

_PDF_WITHIN = 1024
_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word file (.doc) or a Word file locked with a password",
        "Save it as .docx without a password",
    ),
    (b"{\\rtf", "a rich text file (.rtf)", "Save it as .docx or as plain text"),
    (b"\x89PNG", "a picture", "Run text recognition (OCR) on it and save it as PDF or text"),
    (b"\xff\xd8\xff", "a picture", "Run text recognition (OCR) on it and save it as PDF or text"),
    (b"II*\x00", "a picture", "Run text recognition (OCR) on it and save it as PDF or text"),
    (b"MM\x00*", "a picture", "Run text recognition (OCR) on it and save it as PDF or text"),
    (b"GIF8", "a picture", "Run text recognition (OCR) on it and save it as PDF or text"),
)


def read_file(source: str | Path | bytes, *, name: str = "") -> ReadInstrument:
    """Read an instrument from a path, or from the bytes of a file called `name`.

    Takes plain text, Word (.docx) and PDF with a text layer. Raises UnreadableInstrument when it cannot be
    read, before reading it where it is larger than MAX_BYTES.
    """
    data, called = (
        (source, name) if isinstance(source, bytes) else (_bytes(Path(source)), name or Path(source).name)
    )
    text, doubts = text_of(data, name=called)
    read = read_text(text)
    return replace(read, doubts=(*doubts, *read.doubts))


def text_of(data: bytes, *, name: str = "") -> tuple[str, tuple[Doubt, ...]]:
    """The text of a file as it will be read, and what should be checked about it."""
    called = f'"{name}"' if name else "This file"
    if len(data) > MAX_BYTES:
        raise _too_large(called)
    if not data.strip(b"\x00\t\n\r\f \xef\xbb\xbf\xff\xfe"):
        raise UnreadableInstrument(f"{called} is empty.", 1)
    for signature, what, instead in _REFUSED:
        if data.startswith(signature):
            raise UnreadableInstrument(f"{called} is {what}, which cannot be read here. {instead}.")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return pdf_text(data, called)
    if data.startswith(b"PK\x03\x04"):
        return docx_text(data, called), ()
    return decode(data), ()


def _bytes(path: Path) -> bytes:
    called = f'"{path.name}"'
    try:
        if not path.is_file():
            raise UnreadableInstrument(f"{called} is not a file that can be opened.")
        if path.stat().st_size > MAX_BYTES:
            raise _too_large(called)
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableInstrument(f"{called} cannot be opened.") from error


def _too_large(called: str) -> UnreadableInstrument:
    return UnreadableInstrument(
        f"{called} is larger than {MAX_BYTES // 1024**2} MB, which no single instrument is. "
        "Nothing of it was read."
    )
