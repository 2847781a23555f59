"""Read the signature block: who signs, in order, and what each signature attests."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from .folding import spaced
from .instrument import Signatory
from .layout import Span
from .openings import closing_opening
from .segments import Segment, Source
from .sign_off_words import APPROVES, caption_at, duty_of, fits, is_name, office

_GAP = re.compile(r"\t+|\s{3,}")
_LINE_TO_SIGN = re.compile(
    r"(?:(?:By|Name|Date|Signed)\s{0,3}:\s{0,3})?(?:[_.-]{3,}|/s/)\s*|By\s{0,3}:\s*|/s/\s*", re.IGNORECASE
)
_OPEN = re.compile(r"(?:,|\bof|\bof the|\bthe|\band)$", re.IGNORECASE)
_SEAT = re.compile(
    r"(?:City|Town|Village|County|Council|Board|Commission|Court|Legislature)\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:AYES?|YEAS?|NAYS?|NOES|ABSENT|ABSTAIN\w*|PRESENT|MOTION|SECOND|SPONSOR\w*)\b", re.IGNORECASE
)


class Mark(Enum):
    """What a part of a signature block is."""

    CAPTION = auto()
    CLAUSE = auto()
    OFFICE = auto()
    NAME = auto()
    LINE = auto()
    OTHER = auto()


@dataclass(slots=True)
class Entry:
    """One part of a signature block, at `start` to `end` of the source."""

    mark: Mark
    start: int
    end: int
    segment: Segment
    attests: str = ""
    role: str = ""
    title: tuple[int, int] = (0, 0)
    name: tuple[int, int] | None = None
    caption: "Entry | None" = None


def entries(source: Source, segments: list[Segment]) -> list[Entry]:
    """The parts of the closing, in order. A passing clause runs on over its lines."""
    found: list[Entry] = []
    for segment in segments:
        for start, end in _cells(source, segment):
            for entry in _marked(source, segment, start, end):
                if found and not segment.after_blank and _runs_on(source, found[-1], entry):
                    found[-1].end = entry.end
                    found[-1].title = (found[-1].title[0], entry.end)
                else:
                    found.append(entry)
    return found


def signatories(source: Source, found: list[Entry]) -> tuple[tuple[Signatory, ...], list[Span], list[Entry]]:
    """The sign-offs, where each stands, and the captions under which nobody stands."""
    signers = [entry for entry in found if entry.mark is Mark.OFFICE]
    _give_names(found)
    orphans = _give_captions(found)
    clauses = _clauses_before(source, found)
    read: list[Signatory] = []
    spans: list[Span] = []
    for index, entry in enumerate(signers):
        signatory = _signatory(source, entry, clauses.get(id(entry)))
        read.append(signatory)
        spans += _spans(entry, index, signatory)
    return tuple(read), spans, orphans


def _cells(source: Source, segment: Segment) -> Iterator[tuple[int, int]]:
    start = segment.start
    for gap in _GAP.finditer(source.plain, segment.start, segment.end):
        yield start, gap.start()
        start = gap.end()
    yield start, segment.end


def _marked(source: Source, segment: Segment, start: int, end: int) -> Iterator[Entry]:
    """A cell may hold a caption, a line to sign on and an office in one."""
    while start < end:
        words = source.plain[start:end]
        captioned = caption_at(words)
        if captioned and not _LINE_TO_SIGN.match(words):
            attests, length = captioned
            yield Entry(Mark.CAPTION, start, start + length, segment, attests)
        elif line := _LINE_TO_SIGN.match(words):
            length = line.end()
            yield Entry(Mark.LINE, start, start + length, segment)
        else:
            yield _whole(source, segment, start, end)
            return
        start += length + len(words[length:]) - len(words[length:].lstrip())


def _whole(source: Source, segment: Segment, start: int, end: int) -> Entry:
    words = source.plain[start:end]
    held = None if _LABEL.match(words) or len(words) > 200 else office(words)
    if held:
        role, name = held
        entry = Entry(Mark.OFFICE, start, end, segment, role=role, title=(start, end))
        if name:
            at = start + words.index(name)
            entry.name = (at, at + len(name))
            after = source.plain[entry.name[1] : end]
            is_first = at == start
            entry.title = (end - len(after.lstrip(" ,-")), end) if is_first else (start, start + len(role))
        return entry
    if closing_opening(source.plain, start, end):
        return Entry(Mark.CLAUSE, start, end, segment)
    return Entry(Mark.NAME if is_name(words) else Mark.OTHER, start, end, segment)


def _runs_on(source: Source, before: Entry, entry: Entry) -> bool:
    """A passing clause runs on until its full stop, and an office until it says what it is of."""
    if entry.mark not in (Mark.OTHER, Mark.NAME):
        return False
    words = source.plain[before.start : before.end]
    if before.mark is Mark.CLAUSE:
        return words[-1] not in ".:;"
    if before.mark is not Mark.OFFICE or before.segment is entry.segment:
        return False
    is_open = _OPEN.search(words) is not None
    return is_open or (" of " in words and _SEAT.match(source.plain, entry.start) is not None)


def _give_names(found: list[Entry]) -> None:
    """A name belongs to the office below it; the last one, or one before a caption, to the office above."""
    above: Entry | None = None
    waiting: Entry | None = None
    for entry in found:
        if entry.mark is Mark.NAME:
            waiting = entry
        elif entry.mark is Mark.OFFICE:
            if waiting and not entry.name:
                entry.name = (waiting.start, waiting.end)
            above, waiting = entry, None
        elif entry.mark in (Mark.CAPTION, Mark.CLAUSE):
            _name_above(above, waiting)
            above = waiting = None
    _name_above(above, waiting)


def _name_above(above: Entry | None, waiting: Entry | None) -> None:
    if above and waiting and not above.name and waiting.segment.line - above.segment.line == 1:
        above.name = (waiting.start, waiting.end)


def _give_captions(found: list[Entry]) -> list[Entry]:
    """A caption belongs to the office below it, or, where that one does not fit, to a fitting one above."""
    parts = [entry for entry in found if entry.mark in (Mark.CAPTION, Mark.OFFICE)]
    orphans = []
    for at, entry in enumerate(parts):
        if entry.mark is not Mark.CAPTION:
            continue
        above = (
            parts[at - 1] if at and parts[at - 1].mark is Mark.OFFICE and not parts[at - 1].caption else None
        )
        below = parts[at + 1] if at + 1 < len(parts) and parts[at + 1].mark is Mark.OFFICE else None
        is_above = (
            above and fits(entry.attests, above.role) and not (below and fits(entry.attests, below.role))
        )
        owner = above if is_above else below
        if owner:
            owner.caption = entry
        else:
            orphans.append(entry)
    return orphans


def _clauses_before(source: Source, found: list[Entry]) -> dict[int, str]:
    """The clause "APPROVED by the Mayor this ... day" speaks for the office below it without a caption."""
    approved: dict[int, str] = {}
    clause = ""
    for entry in found:
        if entry.mark is Mark.CLAUSE:
            clause = source.plain[entry.start : entry.end].upper().lstrip("*_")
        elif entry.mark is Mark.CAPTION:
            clause = ""
        elif entry.mark is Mark.OFFICE:
            if clause.startswith("APPROVED") and not entry.caption:
                approved[id(entry)] = APPROVES
            clause = ""
    return approved


def _signatory(source: Source, entry: Entry, clause: str | None) -> Signatory:
    read = Signatory(
        role=_in_title_case(spaced(entry.role)),
        attests=entry.caption.attests if entry.caption else clause or duty_of(entry.role),
        title=spaced(source.text[slice(*entry.title)]),
        line=entry.segment.line,
    )
    if entry.caption:
        read = replace(read, caption=spaced(source.text[entry.caption.start : entry.caption.end]))
    if entry.name:
        read = replace(read, name=spaced(source.text[slice(*entry.name)]))
    return read


def _spans(entry: Entry, index: int, read: Signatory) -> Iterator[Span]:
    yield Span(*entry.title, ("signatories", index, "title"), read.title)
    if entry.name:
        yield Span(*entry.name, ("signatories", index, "name"), read.name)
    if entry.caption:
        yield Span(entry.caption.start, entry.caption.end, ("signatories", index, "caption"), read.caption)


def _in_title_case(role: str) -> str:
    if not (role.isupper() or role.islower()):
        return role
    return " ".join(word.capitalize() for word in role.split())
