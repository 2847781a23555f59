"""Run as a program: the text layer of the PDF on standard input, as JSON on standard output.

A PDF is a program of a kind, and a hostile one can ask for hours and for all memory. So it is read in a
process of its own, which pdf_text.py bounds in time and which bounds its own memory here. It imports
nothing of this project: it must start fast and know nothing.
"""

import io
import json
import logging
import sys

import pypdf

MAX_PAGES = 300
MAX_CHARACTERS = 1_000_000
MAX_MEMORY_BYTES = 1024**3


def pages(data: bytes) -> dict[str, object]:
    """The text of each page and which show pictures, or else why there is none ("refused")."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _opens(reader):
        return {"refused": "encrypted"}
    count = len(reader.pages)
    if count > MAX_PAGES:
        return {"refused": "pages"}
    texts: list[str] = []
    pictures: list[bool] = []
    for page in reader.pages:
        texts.append(page.extract_text() or "")
        pictures.append("/XObject" in (page.get("/Resources") or {}))
        if sum(map(len, texts)) > MAX_CHARACTERS:
            return {"refused": "characters"}
    return {"pages": texts, "pictures": pictures}


def _opens(reader: pypdf.PdfReader) -> bool:
    """Many files are only locked against change: their password for reading is the empty one."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001  a cipher that is not at hand reads as locked
        return False


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # no such bound outside POSIX; the bound on time holds everywhere
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def answer(data: bytes) -> dict[str, object]:
    """The pages, or a refusal: damage is an answer, never a traceback."""
    try:
        return pages(data)
    except Exception:  # noqa: BLE001  pypdf raises whatever a damaged file trips over
        return {"refused": "damaged"}


def main() -> None:
    """Read standard input, with bounded memory, and answer."""
    logging.disable(logging.CRITICAL)
    _bound_memory()
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
