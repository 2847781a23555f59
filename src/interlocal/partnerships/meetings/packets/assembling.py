"""Puts a packet together: our pages typeset as one tagged document, the pages of others between them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

from interlocal.web.pdf import typeset

from .papers import Pages, Paper, Part, Picture, Sheet, prepared

_TRIES = 4


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One item as the agenda prints it. ``notes`` are small words beneath it: its time, who presents it."""

    number: str
    title: str
    notes: str = ""
    detail: str = ""
    papers: Sequence[Paper] = ()


@dataclass(frozen=True, kw_only=True)
class PacketContent:
    """What a packet is made of. ``facts`` are pairs of a label and a value; ``room`` is in bytes."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    items: Sequence[AgendaLine]
    at: datetime
    language: str
    room: int


@dataclass(frozen=True)
class Made:
    """A packet. ``problems`` names each paper that should be in it and is not."""

    data: bytes
    page_count: int
    problems: Sequence[str] = field(default=())


@dataclass(frozen=True)
class _Placed:
    item: int
    paper: Paper
    part: Part


def make(content: PacketContent) -> Made:
    """Return the packet of ``content``. Raises ``PdfRefused`` only if our own pages break PDF/UA."""
    parts = _prepared(content)
    own, starts = _own_pages(content, parts)
    data, count = _joined(content, parts, own, starts)
    problems = [
        f"{placed.paper.title}: {placed.part.reason}"
        for placed in parts
        if isinstance(placed.part, Sheet) and placed.part.is_problem
    ]
    return Made(data, count, problems)


def _prepared(content: PacketContent) -> list[_Placed]:
    room, parts = content.room, []
    for index, item in enumerate(content.items):
        for paper in item.papers:
            part = prepared(paper, room)
            room -= 0 if isinstance(part, Sheet) else paper.size
            parts.append(_Placed(index, paper, part))
    return parts


def _own_pages(content: PacketContent, parts: Sequence[_Placed]) -> tuple[bytes, list[int]]:
    """Typeset our pages; return them, and the packet page on which each part begins.

    The agenda prints the pages of its papers, and how long it is decides which they are: it is set again
    until that agrees.
    """
    sheets = sum(not isinstance(placed.part, Pages) for placed in parts)
    length = 1
    for _try in range(_TRIES):
        starts = _starts(parts, length)
        own = _typeset(content, parts, starts, length)
        found = len(PdfReader(io.BytesIO(own)).pages) - sheets
        if found == length:
            break
        length = found
    return own, starts


def _starts(parts: Sequence[_Placed], agenda_pages: int) -> list[int]:
    starts, page = [], agenda_pages + 1
    for placed in parts:
        starts.append(page)
        page += placed.part.count if isinstance(placed.part, Pages) else 1
    return starts


def _typeset(content: PacketContent, parts: Sequence[_Placed], starts: list[int], agenda_pages: int) -> bytes:
    own_numbers = [start for start, placed in zip(starts, parts, strict=True) if _is_ours(placed)]
    last = parts[-1].part if parts else None
    total = starts[-1] + (last.count if isinstance(last, Pages) else 1) - 1 if parts else agenda_pages
    pictures = {
        f"picture-{index}.{placed.part.ending}": placed.part.data
        for index, placed in enumerate(parts)
        if isinstance(placed.part, Picture)
    }
    given = {
        "title": content.title,
        "subtitle": content.subtitle,
        "facts": [list(pair) for pair in content.facts],
        "agenda": _("Agenda"),
        "items": [_line(index, item, parts, starts) for index, item in enumerate(content.items)],
        "sheets": [_sheet(index, placed) for index, placed in enumerate(parts) if _is_ours(placed)],
        "numbers": [*range(1, agenda_pages + 1), *own_numbers],
        "page_words": _("Page {page} of {pages}").replace("{pages}", str(total)),
    }
    return typeset(
        _template(),
        title=content.title,
        content=given,
        at=content.at,
        language=content.language,
        foot=content.subtitle,
        extra=pictures,
    )


def _line(index: int, item: AgendaLine, parts: Sequence[_Placed], starts: list[int]) -> dict[str, Any]:
    papers = [
        _("%(title)s, page %(page)s") % {"title": placed.paper.title, "page": start}
        for start, placed in zip(starts, parts, strict=True)
        if placed.item == index
    ]
    return {
        "number": item.number,
        "title": item.title,
        "notes": item.notes,
        "detail": item.detail,
        "papers": papers,
    }


def _sheet(index: int, placed: _Placed) -> dict[str, str]:
    part = placed.part
    return {
        "title": placed.paper.title,
        "picture": f"picture-{index}.{part.ending}" if isinstance(part, Picture) else "",
        "alt": _("Picture: %(title)s") % {"title": placed.paper.title} if isinstance(part, Picture) else "",
        "reason": part.reason if isinstance(part, Sheet) else "",
        "name": _("File: %(name)s") % {"name": placed.paper.name},
        "where": placed.paper.where,
        "where_label": _("It is found at:"),
    }


def _joined(
    content: PacketContent, parts: Sequence[_Placed], own: bytes, starts: list[int]
) -> tuple[bytes, int]:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(own)))
    for start, placed in zip(starts, parts, strict=True):
        if isinstance(placed.part, Pages):
            writer.merge(position=start - 1, fileobj=placed.part.reader, import_outline=False)
    _bookmark(writer, content, parts, starts)
    _describe(writer, content, is_only_ours=all(map(_is_ours, parts)))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue(), len(writer.pages)


def _bookmark(writer: PdfWriter, content: PacketContent, parts: Sequence[_Placed], starts: list[int]) -> None:
    writer.add_outline_item(title=_("Agenda"), page_number=0)
    for index, item in enumerate(content.items):
        own = [(start, one) for start, one in zip(starts, parts, strict=True) if one.item == index]
        # An item without papers leads to where it stands on the agenda.
        title = f"{item.number}. {item.title}" if item.number else item.title
        first = own[0][0] - 1 if own else 0
        above = writer.add_outline_item(title=title, page_number=first)
        for start, placed in own:
            writer.add_outline_item(title=placed.paper.title, page_number=start - 1, parent=above)


def _describe(writer: PdfWriter, content: PacketContent, *, is_only_ours: bool) -> None:
    root = writer.root_object
    writer.add_metadata({"/Title": content.title})
    root[NameObject("/Lang")] = TextStringObject(content.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    if not is_only_ours:
        root.pop("/Metadata", None)


def _is_ours(placed: _Placed) -> bool:
    return not isinstance(placed.part, Pages)


@cache
def _template() -> str:
    return (Path(__file__).resolve().parent / "packet.typ").read_text(encoding="utf-8")
