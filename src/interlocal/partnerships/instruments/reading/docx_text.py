"""The text of a Word file, one paragraph after another, with its page header first and footer last."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from .unreadable import UnreadableInstrument

MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_PARTS = 2_000

_PARAGRAPH, _BREAKS = qn("w:p"), {qn("w:br"), qn("w:cr")}
_LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TEXT, _TAB, _HYPHEN = qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen")
_TAB_STOPS = qn("w:tabs")


def docx_text(data: bytes, called: str) -> str:
    """The words of a .docx file as its reader sees them: insertions taken, deletions not.

    Raises UnreadableInstrument for a damaged file, another kind of archive, or one that unpacks too large.
    """
    _refuse_bomb(data, called)
    try:
        document = docx.Document(io.BytesIO(data))
        body = list(_paragraphs(document.element.body))
        heads, feet = _edges(document)
    except Exception as error:  # python-docx and lxml raise whatever a damaged file trips over
        raise UnreadableInstrument(
            f"{called} is a damaged Word file. Open it in Word and save it again."
        ) from error
    return "\n\n".join([*heads, *body, *feet])


def _refuse_bomb(data: bytes, called: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception as error:  # zipfile raises struct and value errors too on crafted archives
        raise UnreadableInstrument(
            f"{called} is a damaged Word file. Open it in Word and save it again."
        ) from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise UnreadableInstrument(
            f"{called} is an archive and no Word file. Save the instrument as .docx, PDF or plain text."
        )
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableInstrument(
            f"{called} unpacks to more than {MAX_UNPACKED_BYTES // 1024**2} MB, which no instrument does. "
            "Nothing of it was read."
        )


def _edges(document: Any) -> tuple[list[str], list[str]]:
    heads: dict[str, None] = {}
    feet: dict[str, None] = {}
    for section in document.sections:
        for part, found in ((section.header, heads), (section.footer, feet)):
            if not part.is_linked_to_previous:
                found.update(
                    dict.fromkeys(words for words in _paragraphs(part.part.element) if words.strip())
                )
    return list(heads), list(feet)


def _paragraphs(element: Any) -> Iterator[str]:
    """Every paragraph below an element in reading order: in tables, content controls and text boxes too."""
    for paragraph in element.iter(_PARAGRAPH):
        if not any(above.tag in _LEFT_OUT for above in paragraph.iterancestors()):
            yield "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == _HYPHEN:
            yield "\u2011"
        elif child.tag not in _LEFT_OUT and child.tag not in (_PARAGRAPH, _TAB_STOPS):
            yield from _words(child)
