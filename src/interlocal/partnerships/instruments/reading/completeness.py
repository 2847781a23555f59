"""Refuse a text that breaks off, and say where."""

import re
from collections.abc import Iterable

from .dates import find_dates
from .folding import key
from .grammar import Block, Part
from .instrument import Section
from .segments import Source
from .sign_offs import Entry, Mark
from .states import STATES
from .unreadable import UnreadableInstrument

_ENDED = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]*_]{0,4}$")
_DANGLING = re.compile(
    r"(?:[,\-&(]|\b(?:the|a|an|of|and|or|to|by|in|on|for|with|from|this|that|day|as|at|said|city\s+of|be\s+it))$",
    re.IGNORECASE,
)


def refuse_empty(source: Source) -> None:
    """There must be words."""
    if not source.segments:
        raise UnreadableInstrument("The text is empty.", 1)


def refuse_truncated(source: Source, blocks: tuple[Block, ...], sections: Iterable[Section]) -> None:
    """There must be an operative part, it must say something, and its last sentence must be whole."""
    last = blocks[-1]
    line = last.segments[-1].line
    parts = {block.part for block in blocks}
    if not parts & {Part.ENACTING, Part.SECTION}:
        _refuse_without_operative_part(parts, line)
    told = list(sections)
    if not told:
        raise UnreadableInstrument(
            "The text stops after its enacting clause: no section or resolved clause follows. "
            "It looks cut off.",
            line,
        )
    if not told[-1].text:
        raise UnreadableInstrument(
            f"The text stops at the number of section {told[-1].number}. It looks cut off.", line
        )
    words = source.of(last.segments[-1])
    if last.part in (Part.ENACTING, Part.SECTION) and not _ENDED.search(words):
        raise UnreadableInstrument(
            f'The text stops in the middle of a sentence: "{words[-60:]}". It looks cut off.', line
        )


def refuse_unfinished_closing(
    source: Source, entries: list[Entry], orphans: list[Entry], body: str | None
) -> None:
    """The passing clause must be whole, and somebody must stand under the last caption."""
    if not entries:
        return
    last = entries[-1]
    words = source.plain[last.start : last.end]
    is_clause = last.mark is Mark.CLAUSE and not _is_whole_clause(words, body)
    if is_clause or last in orphans or (last.mark is not Mark.LINE and _DANGLING.search(words)):
        raise UnreadableInstrument(
            f'The text stops in the middle of its closing: "{words[-60:]}". It looks cut off.',
            last.segment.line,
        )


def _is_whole_clause(words: str, body: str | None) -> bool:
    """A clerk may leave out the full stop after a date, a place or a count of votes."""
    if _ENDED.search(words) or words[-1].isdigit() or words.endswith(("_", "]")):
        return True
    places = (*STATES, *(body or "").split(","))
    ends = any(place.strip() and key(words).endswith(key(place)) for place in places)
    return ends or any(found.end == len(words) for found in find_dates(words, 0, len(words)))


def _refuse_without_operative_part(parts: set[Part], line: int) -> None:
    if Part.RECITAL in parts:
        raise UnreadableInstrument(
            'The text stops after its recitals: no "NOW, THEREFORE, BE IT RESOLVED" (or ORDAINED) follows. '
            "It looks cut off.",
            line,
        )
    raise UnreadableInstrument(
        'This does not read as a council instrument: it has no WHEREAS, no "BE IT RESOLVED" '
        'and no "BE IT ORDAINED".',
        1,
    )
