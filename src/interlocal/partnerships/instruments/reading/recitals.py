"""Read the recitals."""

import re

from .grammar import Block
from .instrument import Recital
from .layout import Span
from .segments import Source

_TAIL = 40
_CONNECTIVE = re.compile(
    r"(?:\s*[;,:.]?\s*\band\b\s*[,;:.]?|\s*[;,:]\s*(?:now\s*,?\s*)?(?:therefore\s*[,;]?)?|\s*[;,:])[*_\s]*$",
    re.IGNORECASE,
)


def read_recitals(source: Source, found: list[Block]) -> tuple[tuple[Recital, ...], list[Span]]:
    """The text of each recital without its "; and,", and where it stands."""
    recitals: list[Recital] = []
    spans: list[Span] = []
    for index, block in enumerate(found):
        end = _end(source, block)
        text = source.prose(tuple(block.segments), block.start, end)
        recitals.append(Recital(text, block.line))
        spans.append(
            Span(
                source.gap_before(block.segments[0].start),
                block.end,
                ("recitals", index),
                is_item=True,
            )
        )
        spans.append(Span(block.start, end, ("recitals", index, "text"), text))
    return tuple(recitals), spans


def _end(source: Source, block: Block) -> int:
    end = block.end
    tail = source.plain[max(block.start, end - _TAIL) : end]
    connective = _CONNECTIVE.search(tail)
    return end - len(tail) + connective.start() if connective else end
