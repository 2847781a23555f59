"""Read the dates of an instrument, each with what it means."""

from .dates import FoundDate, find_dates, meaning_in_closing, meaning_in_text
from .folding import spaced
from .grammar import Block, Part
from .instrument import ReadDate
from .layout import Span
from .parsed import Parsed

_FAR = 300


def read_dates(
    parsed: Parsed, title: Span | None, footer: Span | None
) -> tuple[tuple[ReadDate, ...], list[Span]]:
    """The dates in order and where they stand; none from page edges, the footer or an attachment."""
    left_out = [(segment.start, segment.end) for segment in parsed.aside]
    left_out += [(footer.start, footer.end)] if footer else []
    outside = _Outside(sorted(left_out))
    dates: list[ReadDate] = []
    spans: list[Span] = []
    for block in parsed.blocks:
        if block.part is Part.ATTACHMENT:
            continue
        before = block.segments[0].start
        for found in find_dates(parsed.source.plain, before, block.end):
            if found.start in outside:
                continue
            text = spaced(parsed.source.text[found.start : found.end])
            meaning = _meaning(parsed, block, found, before, title)
            dates.append(
                ReadDate(text, found.on, meaning, found.year, found.month, found.day, _line(block, found))
            )
            spans.append(Span(found.start, found.end, ("dates", len(spans), "text"), text))
            before = found.end
    return tuple(dates), spans


class _Outside:
    """Stretches of the text, asked in rising order of position."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self.stretches = stretches[::-1]

    def __contains__(self, position: int) -> bool:
        while self.stretches and self.stretches[-1][1] <= position:
            self.stretches.pop()
        return bool(self.stretches) and self.stretches[-1][0] <= position


def _meaning(parsed: Parsed, block: Block, found: FoundDate, before: int, title: Span | None) -> str:
    plain = parsed.source.plain
    is_in_title = title is not None and title.start <= found.start < title.end
    start = max(before, found.start - _FAR)
    if block.part not in (Part.HEAD, Part.CLOSING) or is_in_title:
        return meaning_in_text(plain[start : found.start])
    paragraph = [
        one.start
        for one in block.segments
        if one.start <= found.start and (one.after_blank or block.part is Part.HEAD)
    ]
    start = max(start, paragraph[-1] if paragraph else start)
    return meaning_in_closing(plain[start : found.end])


def _line(block: Block, found: FoundDate) -> int:
    return next((one.line for one in reversed(block.segments) if one.start <= found.start), block.line)
