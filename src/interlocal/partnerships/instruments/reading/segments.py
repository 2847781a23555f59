"""The source cut into segments: the lines that hold words, and the parts of a line that hold two."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import between, fold, spaced
from .unreadable import UnreadableInstrument

MAX_LINES = 50_000

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_COUNTED = ("\r\n", "\n", "\r")
_OPENS_INSIDE = re.compile(
    r"(?:WHEREAS\b|Whereas[,:]|(?:NOW|Now),?\s+(?:THEREFORE|[Tt]herefore)\b"
    r"|BE\s+IT\s+(?:FURTHER\s+)?(?:RESOLVED|ORDAINED|ENACTED)\b|SECTION\s+\d{1,3}\s?[.:])"
)
_SHORTEST_SENTENCE = 8
_MAY_PRECEDE = re.compile(r"(?:[;.,:]|[;.,:]\s*and,?)\s*[*_]{0,3}$", re.IGNORECASE)
_MAY_PRECEDE_SECTION = re.compile(r"[;.:]\s*[*_]{0,3}$")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words at `start` to `end` of the source, without the white space around them."""

    start: int
    end: int
    line: int
    page: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The text, its plain spelling (same positions), and its segments in order."""

    text: str
    plain: str
    segments: tuple[Segment, ...]

    def of(self, segment: Segment) -> str:
        """The plain words of a segment."""
        return self.plain[segment.start : segment.end]

    def gap_before(self, position: int) -> int:
        """Where the white space before a position begins."""
        while position and self.text[position - 1].isspace():
            position -= 1
        return position

    def prose(
        self, segments: "tuple[Segment, ...]", start: int, end: int, *, paragraphs: bool = False
    ) -> str:
        """What stands in the segments between two positions, as prose; paragraphs set off by a blank line."""
        prose: list[str] = []
        for segment in segments:
            words = spaced(self.text[max(segment.start, start) : min(segment.end, end)])
            if words and prose:
                is_new = paragraphs and segment.after_blank and _is_new_paragraph(prose[-1], words)
                prose.append("\n\n" if is_new else between(prose[-1], words))
            if words:
                prose.append(words)
        return "".join(prose)


def segmented(text: str) -> Source:
    """Cut the text. Raises UnreadableInstrument when it has more lines than any instrument."""
    if text.count("\n") + text.count("\r") > 2 * MAX_LINES:
        raise UnreadableInstrument(
            f"The text has more than {MAX_LINES:,} lines: it is no single instrument.", MAX_LINES
        )
    plain = fold(text)
    return Source(text, plain, tuple(_segments(plain)))


def _segments(plain: str) -> Iterator[Segment]:
    line, page, after_blank = 1, 1, False
    for start, end, ending in _lines(plain):
        words = plain[start:end]
        if words.strip():
            for at, until in _cuts(words):
                first = start + at + _margin(words[at:until])
                last = start + at + len(words[at:until].rstrip())
                yield Segment(first, last, line, page, after_blank and at == 0)
            after_blank = False
        else:
            after_blank = True
        line += ending in _COUNTED
        page += ending == "\f"


def _lines(plain: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for ending in _BREAK.finditer(plain):
        yield start, ending.start(), ending.group()
        start = ending.end()
    yield start, len(plain), ""


def _cuts(words: str) -> Iterator[tuple[int, int]]:
    """A line that runs on ("...; and, WHEREAS, ...") is cut where the next part opens."""
    at = 0
    for opening in _OPENS_INSIDE.finditer(words):
        before = words[max(at, opening.start() - 12) : opening.start()].rstrip()
        rule = _MAY_PRECEDE_SECTION if opening.group().startswith("SECTION") else _MAY_PRECEDE
        is_number = len(before) < _SHORTEST_SENTENCE
        if not is_number and rule.search(before) and not before.upper().endswith("THEREFORE,"):
            yield at, opening.start()
            at = opening.start()
    yield at, len(words)


def _margin(words: str) -> int:
    return len(words) - len(words.lstrip())


def _is_new_paragraph(before: str, after: str) -> bool:
    ended = before.endswith((".", ":", ";", '."', ".\u201d", ".)", "; and", "; or"))
    return ended and (after[0].isupper() or not after[0].isalnum() or after[0].isdigit())
