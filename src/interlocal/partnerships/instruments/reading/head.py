"""Read what stands above the recitals: bill number, resolution or ordinance number, title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .layout import Span
from .segments import Segment, Source

_BLANK = r"(?:_{1,60}|\[[^\]\n]{0,40}\]|\.{3,40}|-{3,40}|\u2026{1,9}|TBD|N/A)"
_VALUE = r"(?:[A-Z]{1,4}[- ]?)?\d[\dA-Z]{0,11}(?:[-,./][\dA-Z]{1,12}){0,5}"
_LABEL = (
    r"(?P<what>(?:(?:COUNCIL|COMMITTEE|SUBSTITUTE|PROPOSED|DRAFT)\s{1,3}){0,2}"
    r"(?:BILL|RESOLUTION|RES\.?|ORDINANCE|ORD\.?|ORDER|PROCLAMATION))"
)
_NUMBERED = re.compile(
    rf"[*_]{{0,3}}{_LABEL}[ \t]{{0,4}}"
    r"(?:(?:NO|NUMBER|NUM)\b[ \t]{0,3}\.?[ \t]{0,3}:?|\#|(?=:)|(?=\d))[ \t]{0,3}:?[*]{0,3}"
    rf"(?P<gap>[ \t]{{0,20}})(?P<value>(?:{_VALUE}|{_BLANK})?)[*_]{{0,3}}\.?(?=[ \t]|$)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"[*_]{0,3}(?:(?:A|AN)\s+(?:JOINT\s+|EMERGENCY\s+|SPECIAL\s+|BILL\b|CONCURRENT\s+)?"
    r"(?:RESOLUTION|ORDINANCE|ORDER|PROCLAMATION|BILL)\b|(?:RESOLUTION|ORDINANCE)\s+[A-Z]{2,}ING\b)",
    re.IGNORECASE,
)
_KINDS = ("ordinance", "resolution", "proclamation", "order")


@dataclass(frozen=True, slots=True)
class Head:
    """The numbers and the title, and where they stand. `named` is the kind that title or label names."""

    bill_number: str | None
    resolution_number: str | None
    title: str | None
    named: str | None
    spans: tuple[Span, ...]

    @property
    def title_span(self) -> Span | None:
        """Where the title stands."""
        return next((span for span in self.spans if span.path == ("title",)), None)


def read_head(source: Source, segments: tuple[Segment, ...]) -> Head:
    """The head of an instrument, read from the segments above its recitals."""
    titled = _title(source, segments)
    numbers: dict[str, Span] = {}
    kinds: list[str] = []
    for segment in segments:
        if segment not in titled:
            for kind, span in _numbers(source, segment):
                numbers.setdefault(str(span.path[0]), span)
                kinds.append(kind)
    title = source.prose(titled, titled[0].start, titled[-1].end) if titled else None
    title_spans = [Span(titled[0].start, titled[-1].end, ("title",), title)] if titled else []
    return Head(
        bill_number=_value(numbers.get("bill_number")),
        resolution_number=_value(numbers.get("resolution_number")),
        title=title,
        named=_named(title, kinds),
        spans=(*title_spans, *numbers.values()),
    )


def _value(span: Span | None) -> str | None:
    return span.value if span else None


def _numbers(source: Source, segment: Segment) -> Iterator[tuple[str, Span]]:
    at = segment.start
    while found := _NUMBERED.match(source.plain, at, segment.end):
        what = found["what"].upper()
        start, end = found.span("value")
        value = source.text[start:end] if any(letter.isdigit() for letter in found["value"]) else None
        path = "bill_number" if what.endswith("BILL") else "resolution_number"
        lead = "" if found["value"] or found["gap"] else " "
        yield _kind_of(what), Span(start, end, (path,), value, lead=lead)
        at = found.end() + _space(source.plain[found.end() : segment.end])


def _space(words: str) -> int:
    return len(words) - len(words.lstrip(" \t"))


def _kind_of(what: str) -> str:
    last = what.rsplit(maxsplit=1)[-1]
    return next((kind for kind in _KINDS if kind.upper().startswith(last.rstrip("."))), "")


def _title(source: Source, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The line "A RESOLUTION ..." with the lines it runs on to; else the longest plain paragraph."""
    for at, segment in enumerate(segments):
        if _TITLE.match(source.plain, segment.start, segment.end):
            return segments[at : _title_end(source, segments, at)]
    unlabelled: list[list[Segment]] = [[]]
    for segment in segments:
        if _NUMBERED.match(source.plain, segment.start, segment.end):
            unlabelled.append([])
        elif segment.after_blank:
            unlabelled.append([segment])
        else:
            unlabelled[-1].append(segment)
    longest = max(unlabelled, key=lambda block: sum(one.end - one.start for one in block))
    return tuple(longest)


def _title_end(source: Source, segments: tuple[Segment, ...], at: int) -> int:
    """A title runs to the end of its paragraph, and over a blank line while its sentence is open."""
    is_capitals = source.of(segments[at]).isupper()
    end = at + 1
    while end < len(segments):
        words, before = source.of(segments[end]), source.of(segments[end - 1])
        is_closed = before.endswith((".", ".*", "._"))
        if segments[end].after_blank and (is_closed or not is_capitals or not words.isupper()):
            break
        if (
            is_closed
            or (segments[end].after_blank and _NUMBERED.fullmatch(words))
            or re.match(r"(?:INTRODUCED|SPONSOR|RECITALS?\b|BY:)", words, re.IGNORECASE)
        ):
            break
        end += 1
    return end


def _named(title: str | None, kinds: list[str]) -> str | None:
    words = " ".join((title or "").upper().split()[:4])
    return next((kind for kind in _KINDS if kind.upper() in words), None) or next(
        (kind for kind in kinds if kind), None
    )
