"""The grammar of an instrument: head, recitals, enacting clause, sections, closing, attachments.

A part lasts until the next one opens, so a section that a blank line breaks stays one section.
"""

from dataclasses import dataclass, field
from enum import Enum, auto

from .openings import attachment_opening, closing_opening, enacting_opening, recital_opening
from .section_marks import SectionMark, follows, section_mark
from .segments import Segment, Source
from .sign_off_words import is_office

_SENTENCE_ENDS = (".", ":", ";", "!", "?", '"', "'", ")", "*", "; and", "; or")


class Part(Enum):
    """The parts, in the order in which they come."""

    HEAD = auto()
    RECITAL = auto()
    ENACTING = auto()
    SECTION = auto()
    CLOSING = auto()
    ATTACHMENT = auto()


@dataclass(slots=True)
class Block:
    """One part: its segments, where its opening words end, and what they said."""

    part: Part
    opened: int
    segments: list[Segment] = field(default_factory=list)
    mark: SectionMark | None = None
    kind: str | None = None

    @property
    def line(self) -> int:
        """The line on which the part opens."""
        return self.segments[0].line

    @property
    def start(self) -> int:
        """Where its own words begin."""
        return min(self.opened, self.end)

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.segments[-1].end


def blocks(source: Source, segments: tuple[Segment, ...]) -> tuple[Block, ...]:
    """The parts of a text, in order, from the segments that are not page furniture."""
    parser = _Parser(source)
    for segment in segments:
        parser.take(segment)
    return tuple(parser.blocks)


class _Parser:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.before: Segment | None = None
        self.mark: SectionMark | None = None

    @property
    def part(self) -> Part:
        return self.blocks[-1].part if self.blocks else Part.HEAD

    def take(self, segment: Segment) -> None:
        """Put a segment into the part that it opens, or else into the part that is open."""
        block = self._opened_by(segment)
        if block:
            self.blocks.append(block)
        elif not self.blocks:
            self.blocks.append(Block(Part.HEAD, segment.start))
        self.blocks[-1].segments.append(segment)
        self.before = segment

    def _opened_by(self, segment: Segment) -> Block | None:
        part = self.part
        if part is Part.ATTACHMENT or (self.blocks and segment.start < self.blocks[-1].opened):
            return None
        if part in (Part.HEAD, Part.RECITAL):
            return self._recital(segment) or self._enacting(segment) or self._section(segment)
        block = self._section(segment)
        if part is Part.CLOSING:
            return self._reopened(block) or self._attachment(segment)
        return block or self._enacting(segment) or self._closing(segment)

    def _recital(self, segment: Segment) -> Block | None:
        opening = recital_opening(self.source.plain, segment.start)
        return Block(Part.RECITAL, opening.start) if opening else None

    def _enacting(self, segment: Segment) -> Block | None:
        opening = enacting_opening(self.source.plain, segment.start)
        is_further = self.part in (Part.ENACTING, Part.SECTION)
        if not opening or (is_further and not self._is_at_border(segment)):
            return None
        return Block(Part.ENACTING, opening.start, kind=opening.kind)

    def _section(self, segment: Segment) -> Block | None:
        mark = section_mark(self.source.plain, segment.start)
        if not mark or not follows(mark, self.mark, after_blank=segment.after_blank):
            return None
        is_early = self.part in (Part.HEAD, Part.RECITAL)
        is_too_early = is_early and (mark.style == "BARE" or self.part is Part.HEAD)
        if is_too_early or not (self.part is Part.ENACTING or self._is_at_border(segment)):
            return None
        self.mark = mark
        return Block(Part.SECTION, mark.start, mark=mark)

    def _reopened(self, block: Block | None) -> Block | None:
        """The next section number after what looked like the closing: it was no closing."""
        if block and block.mark and block.mark.style != "BARE":
            closing = self.blocks.pop()
            self.blocks[-1].segments.extend(closing.segments)
            return block
        return None

    def _closing(self, segment: Segment) -> Block | None:
        if not self._is_at_border(segment):
            return None
        opening = closing_opening(self.source.plain, segment.start, segment.end)
        return Block(Part.CLOSING, segment.start) if opening or is_office(self.source.of(segment)) else None

    def _attachment(self, segment: Segment) -> Block | None:
        opening = attachment_opening(self.source.plain, segment.start, segment.end)
        return Block(Part.ATTACHMENT, segment.start) if opening else None

    def _is_at_border(self, segment: Segment) -> bool:
        """A part opens after a blank line or a finished sentence, never where a line merely wraps."""
        if segment.after_blank or not self.before:
            return True
        before = self.source.of(self.before)
        return before.endswith(_SENTENCE_ENDS) or before.isupper()
