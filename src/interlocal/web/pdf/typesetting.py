"""Tagged PDF with the house's look: a room brings a template and plain values, and gets the file's bytes."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

_HERE = Path(__file__).resolve().parent
# What typst says of a character that no font has, and of one that PDF/UA forbids.
_MISSING = re.compile(r'the text (?:`"|contains the disallowed codepoint `")(?P<text>(?:[^"\\]|\\.)+)"`')
_ESCAPED = re.compile(r"\\u\{(?P<code>[0-9a-f]+)\}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")
_TRIES = 4


class PdfRefused(ValueError):
    """The document cannot be a tagged PDF: the template breaks a rule of PDF/UA, or is no typst."""


def typeset(
    template: str,
    *,
    title: str,
    content: Mapping[str, Any],
    at: datetime,
    language: str = "en",
    foot: str = "",
    author: str = "",
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return ``template`` (typst that imports ``house.typ``) filled with ``content`` as PDF/UA-1.

    ``content`` holds what JSON can hold and stays text: typst or any other markup in it is printed as typed.
    ``title`` and ``language`` (an ISO 639 code) are what a screen reader says first; ``foot`` stands left of
    the page number, the title when empty. ``extra`` are more files that the template imports,
    pictures among them. ``at`` is the creation date in the file: the same values at the same moment give the
    same bytes.

    A character that no font here has is printed as its number, ``[U+4F60]``, so that nothing is lost unseen.
    Raises ``PdfRefused`` when the template is wrong or breaks PDF/UA (ISO 14289-1).
    """
    with override(language):
        page_words = _("Page {page} of {pages}")
    given: dict[str, Any] = {
        "title": title,
        "content": dict(content),
        "language": language,
        "foot": foot or title,
        "author": author,
        "page_words": page_words,
    }
    files = {"main.typ": template.encode(), "house.typ": _house(), **(extra or {})}
    unprintable: set[str] = set()
    for _try in range(_TRIES):
        try:
            return _compile(files, _spelled(given, unprintable), at)
        except typst.TypstError as error:
            missing = _missing_characters(error.diagnostic) - unprintable
            if not missing:
                raise PdfRefused(error.diagnostic or error.message) from error
            unprintable |= missing
    raise PdfRefused("Too many characters that cannot be printed.")


def _compile(files: Mapping[str, bytes], given: Mapping[str, Any], at: datetime) -> bytes:
    if any(not _is_text(data) for data in files.values()):
        with TemporaryDirectory() as folder:
            for name, data in files.items():
                (Path(folder) / name).write_bytes(data)
            return _made(str(Path(folder) / "main.typ"), given, at)
    return _made(dict(files), given, at)


def _made(main: str | dict[str, bytes], given: Mapping[str, Any], at: datetime) -> bytes:
    made = typst.compile(
        cast("Any", main),  # its types leave out that it takes several files by name
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        timestamp=at,
    )
    assert isinstance(made, bytes)
    return made


def _is_text(data: bytes) -> bool:
    """Whether typst takes the file from memory: it does so with text alone, pictures lie in a folder."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@cache
def _fonts() -> typst.Fonts:
    """The same fonts on every machine: Public Sans, and those that typst carries."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(_HERE / "vendor" / "public-sans")])


@cache
def _house() -> bytes:
    return (_HERE / "house.typ").read_bytes()


def _missing_characters(diagnostic: str) -> set[str]:
    quoted = (found["text"] for found in _MISSING.finditer(diagnostic))
    return {char for text in quoted for char in _ESCAPED.sub(_character, text)}


def _character(found: re.Match[str]) -> str:
    return chr(int(found["code"], 16))


def _spelled(value: Any, unprintable: set[str]) -> Any:
    """Write characters that cannot be printed as their number, in every string of ``value``."""
    if isinstance(value, str):
        plain = _CONTROLS.sub("", value).encode("utf-8", "replace").decode()
        return "".join(f"[U+{ord(char):04X}]" if char in unprintable else char for char in plain)
    if isinstance(value, Mapping):
        return {name: _spelled(one, unprintable) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_spelled(one, unprintable) for one in value]
    return value
