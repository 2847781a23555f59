"""Where each read value stands in the text, so that the text can be written out again.

A reader marks spans of the source; `lay_out` turns them into a tree of pieces that covers every
character, so nothing is lost by construction: what no reader claimed stays as words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Source text that is no field's value. `aside` marks a page's header or footer inside a value."""

    text: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """The source of one field. `lead` and `tail` go around another value written in its place."""

    path: Path
    value: str | None
    pieces: "tuple[Piece, ...]"
    lead: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """The source of one member of a list (a recital, a section) with the words that introduce it."""

    field: str
    index: int
    pieces: "tuple[Piece, ...]"


Piece = Words | Slot | Item
Layout = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start to end of the source that belong to a field, a list member or a page's edge."""

    start: int
    end: int
    path: Path = ()
    value: str | None = None
    lead: str = ""
    tail: str = ""
    is_item: bool = False

    @property
    def order(self) -> tuple[int, bool, int, bool]:
        """Outer before inner, and an empty slot before the text that follows it."""
        return (self.start, self.end > self.start, -self.end, not self.is_item)


def lay_out(text: str, spans: Iterable[Span]) -> Layout:
    """The pieces of `text`, in order. A span that crosses the border of another is left out."""
    return _pieces(text, 0, len(text), sorted(spans, key=lambda span: span.order))


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> Layout:
    pieces: list[Piece] = []
    at, position = start, 0
    while position < len(spans):
        span = spans[position]
        position += 1
        if span.start < at or span.end > end:
            continue
        inner: list[Span] = []
        while position < len(spans) and spans[position].start < span.end:
            if spans[position].end <= span.end:
                inner.append(spans[position])
            position += 1
        if span.start > at:
            pieces.append(Words(text[at : span.start]))
        pieces.append(_piece(text, span, inner))
        at = span.end
    if at < end:
        pieces.append(Words(text[at:end]))
    return tuple(pieces)


def _piece(text: str, span: Span, inner: Sequence[Span]) -> Piece:
    if not span.path:
        return Words(text[span.start : span.end], aside=True)
    pieces = _pieces(text, span.start, span.end, inner)
    if span.is_item:
        name, index = span.path
        return Item(str(name), int(index), pieces)
    return Slot(span.path, span.value, pieces, span.lead, span.tail)
