"""Read the operative sections, numbered or not, and the enacting clause above them."""

import re
from dataclasses import dataclass, field

from .folding import fold
from .grammar import Block, Part
from .instrument import Section
from .layout import Span
from .segments import Source

_LONGEST_CLAUSE = 400
_AS_FOLLOWS = re.compile(r"\bas\s{1,9}follows\b\s{0,3}[:.,;]?|\bthat\s{0,3}:", re.IGNORECASE)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
_BY_BODY = re.compile(r"\s{0,9}by\b[^:]{3,300}?(?::|,(?=\s{1,9}(?:the|it|a|an)\b))", re.IGNORECASE)
_HEADING = re.compile(
    r"(?P<heading>[A-Z\"'][^.:;\r\n]{1,78}?)"
    r"(?:\s{0,2}(?:\.|:|-{1,2}(?=\s))|[ \t]{0,9}(?=[\r\n]))[*_]{0,3}\s{1,99}(?=[\"'(]?[A-Z])"
)
_SMALL_WORDS = "a an and as at by for from in into of on or the to upon with"
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(slots=True)
class Operative:
    """The sections, the enacting clause, and where they stand."""

    sections: list[Section] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    enacting_clause: str | None = None


def read_operative(source: Source, found: list[Block]) -> Operative:
    """Read ENACTING and SECTION blocks in order. What an enacting clause itself resolves is a section."""
    read = Operative()
    for block in found:
        if block.part is Part.ENACTING:
            _read_enacting(source, block, read)
        else:
            _read_section(source, block, read)
    return read


def _read_enacting(source: Source, block: Block, read: Operative) -> None:
    opening, end = block.segments[0].start, block.end
    start = _operative_start(source.plain, block.start, end)
    has_words = len(re.findall(r"[A-Za-z]{2,}", source.plain[start:end])) > 2
    clause_end = opening + len(source.plain[opening : start if has_words else end].rstrip())
    if read.enacting_clause is None:
        clause = source.prose(tuple(block.segments), opening, clause_end)
        read.enacting_clause = clause
        read.spans.append(Span(opening, clause_end, ("enacting_clause",), clause))
        opening = start
    if has_words:
        index = len(read.sections)
        text = source.prose(tuple(block.segments), start, end, paragraphs=True)
        read.sections.append(Section(None, None, text, block.line))
        read.spans.append(Span(source.gap_before(opening), end, ("sections", index), is_item=True))
        read.spans.append(Span(start, end, ("sections", index, "text"), text))


def _operative_start(plain: str, start: int, end: int) -> int:
    """Where the clause stops saying who resolves and begins to say what."""
    limit = min(end, start + _LONGEST_CLAUSE)
    follows = _AS_FOLLOWS.search(plain, start, limit)
    that = _THAT.search(plain, start, limit)
    if follows and (not that or follows.start() <= that.start()):
        return _skip_space(plain, follows.end(), end)
    if that:
        return that.start()
    body = _BY_BODY.match(plain, start, limit)
    return _skip_space(plain, body.end() if body else start, end)


def _read_section(source: Source, block: Block, read: Operative) -> None:
    index, mark = len(read.sections), block.mark
    end = block.end
    item = Span(source.gap_before(block.segments[0].start), end, ("sections", index), is_item=True)
    read.spans.append(item)
    number = mark.number if mark else None
    if mark:
        read.spans.append(Span(mark.number_start, mark.number_end, ("sections", index, "number"), number))
    heading, start = _heading(source, block.start, end)
    tail = source.text[block.start + len(heading) : start] if heading else ". "
    heading_span = Span(block.start, start, ("sections", index, "heading"), heading, tail=tail)
    text = source.prose(tuple(block.segments), start, end, paragraphs=True)
    read.spans += [heading_span, Span(start, end, ("sections", index, "text"), text)]
    read.sections.append(Section(number, heading, text, block.line))


def _heading(source: Source, start: int, end: int) -> tuple[str | None, int]:
    """The heading, and where the text after it begins."""
    found = _HEADING.match(source.plain, start, end)
    if not found or not _is_heading(found["heading"]) or found.end() >= end:
        return None, start
    return source.text[start : found.end("heading")], found.end()


def _is_heading(words: str) -> bool:
    """A few capitalised words that do not begin a sentence of the operative text."""
    parts = fold(words).replace('"', "").split()
    if not parts or parts[0].lower() in ("that", "be", "section") or len(parts) > 10:
        return False
    return all(part.lower() in _SMALL or not part[0].islower() for part in parts)


def _skip_space(plain: str, start: int, end: int) -> int:
    rest = plain[start : start + 200]
    return min(end, start + len(rest) - len(rest.lstrip(" \t\r\n\f,*_")))
