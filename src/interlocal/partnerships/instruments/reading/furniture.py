"""Running heads, running feet and page numbers: on the page, but not in the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from .segments import Segment, Source

_EDGE = 2
_LONGEST = 120
_PAGE_OF = re.compile(r"-?\s*page\s+\d{1,4}(?:\s+of\s+\d{1,4})?\s*-?|-\s*\d{1,4}\s*-", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?")
_DIGITS = re.compile(r"\d+")


def furniture(source: Source) -> tuple[Segment, ...]:
    """The segments that belong to the page.

    They are "Page 2 of 3" anywhere and, in a text of several pages, bare page numbers and lines that recur
    at the top or the foot of pages.
    """
    heads, feet = _edges(source)
    recurring = _recurring(source, heads) | _recurring(source, feet)
    return tuple(
        segment
        for segment in source.segments
        if segment in recurring
        or _PAGE_OF.fullmatch(source.of(segment))
        or (segment in heads | feet and _PAGE_NUMBER.fullmatch(source.of(segment)))
    )


def running_foot(source: Source, aside: Sequence[Segment]) -> Segment | None:
    """The last line of the last page, where it is a running foot with words in it."""
    if not aside or aside[-1] != source.segments[-1]:
        return None
    words = source.of(aside[-1])
    return aside[-1] if re.search(r"[A-Za-z]{2}", words) and not _PAGE_OF.fullmatch(words) else None


def _edges(source: Source) -> tuple[set[Segment], set[Segment]]:
    pages: dict[int, list[Segment]] = defaultdict(list)
    for segment in source.segments:
        pages[segment.page].append(segment)
    if len(pages) < 2:
        return set(), set()
    heads = {segment for page in pages.values() for segment in page[:_EDGE]}
    feet = {segment for page in pages.values() for segment in page[-_EDGE:]}
    return heads, feet


def _recurring(source: Source, edge: set[Segment]) -> set[Segment]:
    short = {
        segment: _shape(source.of(segment)) for segment in edge if segment.end - segment.start <= _LONGEST
    }
    pages = Counter(shape for shape, _page in {(shape, segment.page) for segment, shape in short.items()})
    return {segment for segment, shape in short.items() if pages[shape] > 1}


def _shape(words: str) -> str:
    return " ".join(_DIGITS.sub("#", words).casefold().split())
