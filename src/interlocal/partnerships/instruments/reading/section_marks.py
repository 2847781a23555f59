"""How sections are numbered, and which numbers in a text are section numbers."""

import re
from dataclasses import dataclass

from .openings import BOLD

_NUMBER_NAMES = (
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN SIXTEEN "
    "SEVENTEEN EIGHTEEN NINETEEN TWENTY"
)
_WORDS = _NUMBER_NAMES.split()
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMBER = (
    r"(?P<number>\d{1,3}|[IVXL]{1,7}|"
    + "|".join(sorted((word for word in _WORDS), key=len, reverse=True))
    + ")"
)
_LABELLED = re.compile(
    rf"{BOLD}(?P<label>SECTION|SEC\b\.?|\u00a7{{1,2}}|ARTICLE|ART\b\.?)\s{{0,4}}(?:NO\.\s{{0,3}})?{_NUMBER}\b"
    rf"(?![.-]\d){BOLD}"
    r"(?P<delimiter>\s{0,3}(?:[.:)]|-{1,2})|(?=[ \t]*(?:[\r\n\f]|$))|(?=\s{1,4}[A-Z]))"
    rf"[-.:]?{BOLD}\s{{0,9}}",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{BOLD}\(?(?P<number>\d{{1,3}})[.)]{BOLD}(?:\s{{1,9}}(?=\S))")


@dataclass(frozen=True, slots=True)
class SectionMark:
    """A section's number: as it counts, where it stands, and where the words after it begin."""

    style: str
    ordinal: int
    number: str
    number_start: int
    number_end: int
    start: int


def section_mark(plain: str, at: int) -> SectionMark | None:
    """The section number that stands at a position, if one does."""
    found = _LABELLED.match(plain, at)
    if found and found["label"][:1].islower():
        return None
    if found and found["delimiter"] == "" and not _is_plain_enough(found):
        return None
    style = found["label"].upper().rstrip(".")[:3] if found else "BARE"
    found = found or _BARE.match(plain, at)
    if not found:
        return None
    ordinal = _ordinal(found["number"].upper())
    first, last = found.span("number")
    return SectionMark(style, ordinal, str(ordinal), first, last, found.end()) if ordinal else None


def follows(mark: SectionMark, before: SectionMark | None, *, after_blank: bool) -> bool:
    """May this mark open the next section?

    Bare numbers only in unbroken order; labelled ones may skip, where they stand at the head of a paragraph.
    """
    if before is None:
        return mark.style != "BARE" or mark.ordinal == 1
    if mark.style != before.style:
        return False
    if mark.ordinal == before.ordinal + 1:
        return True
    return mark.style != "BARE" and after_blank and mark.ordinal >= before.ordinal


def _is_plain_enough(found: re.Match[str]) -> bool:
    """Without "." or ":" after it, only a number after a label in capitals, or a line of its own."""
    rest = found.string[found.end("number") : found.end("number") + 2].strip(" \t")
    return rest[:1] in ("", "\r", "\n", "\f") or (
        found["label"] == found["label"].upper() and found["number"].isdigit()
    )


def _ordinal(number: str) -> int:
    if number.isdigit():
        return int(number)
    if number in _WORDS:
        return _WORDS.index(number) + 1
    values = [_ROMAN[letter] for letter in number]
    return sum(
        -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
    )
