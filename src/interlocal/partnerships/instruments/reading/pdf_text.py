"""The text layer of a PDF, page by page."""

import json
import subprocess  # nosec B404  a process of its own is what bounds a hostile file
import sys
from pathlib import Path
from typing import Any

from .instrument import Doubt
from .unreadable import UnreadableInstrument

MAX_SECONDS = 30.0

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_RECOGNISE = "Run text recognition (OCR) on it and add the result."
_REFUSALS = {
    "encrypted": "{} is a PDF locked with a password. Save a copy without the password and add that.",
    "pages": "{} has more than 300 pages, which no single instrument has.",
    "characters": "{} holds more text than any single instrument.",
    "damaged": "{} is a damaged PDF. Open it and print it to a new PDF.",
    "slow": "{} takes too long to read: the PDF is damaged or built to be slow. Print it to a new PDF.",
}


def pdf_text(data: bytes, called: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text of a PDF with a form feed between pages, and a doubt for each page that is a picture only.

    Raises UnreadableInstrument for a scan, a locked or damaged file, and one that takes too long.
    """
    answer = _answer(data)
    if "refused" in answer:
        raise UnreadableInstrument(_REFUSALS[str(answer["refused"])].format(called))
    pages: list[str] = [_printable(page) for page in answer["pages"]]
    if not any(page.strip() for page in pages):
        raise UnreadableInstrument(
            f"{called} is a scan: its pages are pictures without a text layer. {_RECOGNISE}"
        )
    return "\n\f".join(pages), tuple(_doubts(pages, answer["pictures"]))


def _answer(data: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603  our own program; the input is in no argument
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "slow"}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"refused": "damaged"}
    return answer


def _printable(page: str) -> str:
    """Without the control characters and lone surrogates that a broken font table yields."""
    return "".join(letter for letter in page if letter.isprintable() or letter.isspace())


def _doubts(pages: list[str], pictures: list[bool]) -> list[Doubt]:
    line, doubts = 1, []
    for number, (page, has_picture) in enumerate(zip(pages, pictures, strict=True), 1):
        if has_picture and not page.strip():
            doubts.append(
                Doubt(f"Page {number} is a picture without a text layer and was not read. {_RECOGNISE}", line)
            )
        line += len(page.splitlines()) + (not page.endswith("\n"))
    return doubts
