"""Read the text of a council instrument."""

from collections.abc import Iterator

from .bodies import adopting_body
from .completeness import refuse_truncated, refuse_unfinished_closing
from .dating import read_dates
from .doubts import doubts
from .footer import read_footer
from .furniture import running_foot
from .grammar import Part
from .head import Head, read_head
from .instrument import Kind, ReadInstrument, Recital
from .layout import Span, lay_out
from .parsed import Parsed, parsed
from .parties import find_parties
from .recitals import read_recitals
from .sections import Operative, read_operative
from .sign_offs import entries, signatories
from .unreadable import UnreadableInstrument

MAX_CHARACTERS = 1_000_000
_KINDS: tuple[Kind, ...] = ("resolution", "ordinance", "order", "proclamation")


def read_text(text: str) -> ReadInstrument:
    """Read an instrument from its text. Raises UnreadableInstrument, with the line, when it cannot."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableInstrument(
            f"The text has more than {MAX_CHARACTERS:,} characters, which no single instrument has."
        )
    parts = parsed(text)
    source = parts.source
    head = read_head(source, tuple(parts.segments(Part.HEAD)))
    recitals, recital_spans = read_recitals(source, parts.of(Part.RECITAL))
    operative = read_operative(source, parts.of(Part.ENACTING, Part.SECTION))
    refuse_truncated(source, parts.blocks, operative.sections)
    found = entries(source, parts.segments(Part.CLOSING))
    signers, signer_spans, orphans = signatories(source, found)
    footer = read_footer(source, parts.segments(Part.CLOSING), found, running_foot(source, parts.aside))
    dates, date_spans = read_dates(parts, head.title_span, footer)
    body = adopting_body(operative.enacting_clause, parts.closings())
    refuse_unfinished_closing(source, found, orphans, body)
    kind = _kind(parts, head)
    spans = [*head.spans, *recital_spans, *operative.spans, *signer_spans, *date_spans]
    return ReadInstrument(
        kind=kind,
        title=head.title,
        bill_number=head.bill_number,
        resolution_number=head.resolution_number,
        body=body,
        recitals=recitals,
        sections=tuple(operative.sections),
        parties=find_parties(_prose(head, recitals, operative, parts), body),
        dates=dates,
        signatories=signers,
        footer=footer.value if footer else None,
        enacting_clause=operative.enacting_clause,
        doubts=tuple(doubts(parts, title=head.title, body=body, signers=signers, orphans=orphans)),
        layout=lay_out(text, [*spans, *_edges(parts, footer), *_missing(parts, spans, footer, kind)]),
    )


def _kind(parts: Parsed, head: Head) -> Kind:
    """What title or number call it, or else what its enacting verb makes it."""
    verbs = [block.kind for block in parts.of(Part.ENACTING) if block.kind]
    named = head.named or next(iter(verbs), None)
    return next((kind for kind in _KINDS if kind == named), "resolution")


def _prose(head: Head, recitals: tuple[Recital, ...], operative: Operative, parts: Parsed) -> Iterator[str]:
    yield head.title or ""
    yield from (recital.text for recital in recitals)
    yield operative.enacting_clause or ""
    yield from (section.text for section in operative.sections)
    yield from parts.closings()


def _edges(parts: Parsed, footer: Span | None) -> Iterator[Span]:
    """The page edges, among which the footer has its own place."""
    if footer:
        yield footer
    for segment in parts.aside:
        if not footer or segment.start != footer.start:
            yield Span(segment.start, segment.end)


def _missing(parts: Parsed, spans: list[Span], footer: Span | None, kind: Kind) -> Iterator[Span]:
    """Where a number, a title or a footer that the text lacks would be written."""
    placed = {span.path[0] for span in spans}
    for path, label in (("bill_number", "BILL"), ("resolution_number", kind.upper())):
        if path not in placed:
            yield Span(0, 0, (path,), lead=f"{label} NO. ", tail="\n\n")
    if "title" not in placed:
        first = parts.of(Part.RECITAL, Part.ENACTING, Part.SECTION)[0].segments[0].start
        at = parts.source.gap_before(first)
        yield Span(at, at, ("title",), lead="\n\n" if at else "", tail="" if at else "\n\n")
    if not footer:
        end = len(parts.source.text)
        yield Span(end, end, ("footer",), lead="\n\n")
