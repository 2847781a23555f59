"""A text cut into its parts, with what belongs to the page set aside."""

from dataclasses import dataclass

from .completeness import refuse_empty
from .furniture import furniture
from .grammar import Block, Part, blocks
from .segments import Segment, Source, segmented


@dataclass(frozen=True, slots=True)
class Parsed:
    """The source, its parts in order, and the running heads and feet."""

    source: Source
    blocks: tuple[Block, ...]
    aside: tuple[Segment, ...]

    def of(self, *parts: Part) -> list[Block]:
        """The blocks of some parts, in order."""
        return [block for block in self.blocks if block.part in parts]

    def segments(self, *parts: Part) -> list[Segment]:
        """The segments of some parts, in order."""
        return [segment for block in self.of(*parts) for segment in block.segments]

    def closings(self) -> list[str]:
        """The closing as prose, whole and line by line."""
        return [
            words
            for block in self.of(Part.CLOSING)
            for words in (
                self.source.prose(tuple(block.segments), block.start, block.end),
                *(self.source.of(segment) for segment in block.segments),
            )
        ]


def parsed(text: str) -> Parsed:
    """Cut a text into its parts. Raises UnreadableInstrument when it is empty or has too many lines."""
    source = segmented(text)
    refuse_empty(source)
    aside = furniture(source)
    set_aside = set(aside)
    kept = tuple(segment for segment in source.segments if segment not in set_aside)
    return Parsed(source, blocks(source, kept or source.segments), aside if kept else ())
