"""Find the document mark below the signatures."""

import re

from .layout import Span
from .segments import Segment, Source
from .sign_offs import Entry, Mark

_LONGEST = 3
_PLACE = re.compile(r"(?:City|Town|Village|County|Borough|Township|State)\s+of\b", re.IGNORECASE)


def read_footer(
    source: Source, closing: list[Segment], found: list[Entry], foot: Segment | None
) -> Span | None:
    """The last lines that are no part of the sign-offs, or else the running foot of the last page."""
    trailing = _trailing(source, closing, found)
    if trailing:
        start, end = trailing[0].start, trailing[-1].end
        return Span(start, end, ("footer",), source.prose(tuple(trailing), start, end))
    if foot:
        return Span(foot.start, foot.end, ("footer",), source.prose((foot,), foot.start, foot.end))
    return None


def _trailing(source: Source, closing: list[Segment], found: list[Entry]) -> list[Segment]:
    names = {entry.name for entry in found if entry.name}
    taken = [
        e
        for e in found
        if e.mark is not Mark.OTHER and not (e.mark is Mark.NAME and (e.start, e.end) not in names)
    ]
    last = max((entry.end for entry in taken), default=0)
    left = [segment for segment in closing if segment.start >= last]
    for at in range(len(left) - 1, 0, -1):
        if left[at].after_blank:
            left = left[at:]
            break
    if not left or len(left) > _LONGEST or last == 0:
        return []
    is_address = not left[0].after_blank and _PLACE.match(source.of(left[0]))
    return [] if is_address else left
