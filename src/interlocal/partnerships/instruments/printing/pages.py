"""Tagged PDF (PDF/UA-1) of a packet and of the one page for council members."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfReader

from interlocal.partnerships.instruments.packets import Paper
from interlocal.partnerships.instruments.printing.values import printed_brief, printed_paper
from interlocal.partnerships.instruments.queries import CouncilBrief
from interlocal.web.pdf import typeset

# Councils' papers are in English, whatever the language of whoever makes them.
LANGUAGE = "en"
# Lines a subject and letters a line, fewer and fewer until the page holds them.
_FITS = ((6, 260), (5, 220), (4, 200), (3, 180), (3, 140), (2, 120), (2, 90), (1, 90), (1, 60))


def brief_pdf(brief: CouncilBrief, *, at: datetime) -> bytes:
    """Return the one page for council members as a PDF of exactly one page."""
    with override(LANGUAGE):
        title = _brief_title(brief)
        made = b""
        for lines, letters in _FITS:
            content = {"title": title, **printed_brief(brief, lines=lines, letters=letters)}
            made = _typeset("brief.typ", title=title, content=content, at=at)
            if len(PdfReader(io.BytesIO(made)).pages) == 1:
                break
        return made


def packet_pdf(paper: Paper, brief: CouncilBrief, *, at: datetime) -> bytes:
    """Return the packet: the one page for council members, then the instrument."""
    with override(LANGUAGE):
        content: dict[str, object] = {
            "brief_title": _brief_title(brief),
            "instrument_title": f"{paper.label.capitalize()}, {paper.naming}",
            "paper": printed_paper(paper),
        }
        title = f"{paper.city}: {paper.title}"
        made = b""
        for lines, letters in _FITS:
            content["brief"] = printed_brief(brief, lines=lines, letters=letters)
            made = _typeset("packet.typ", title=title, content=content, at=at)
            if _instrument_begins_on(made) == _SECOND:
                break
        return made


_SECOND = 1


def _instrument_begins_on(made: bytes) -> int | None:
    """Return the page, from zero, on which the instrument begins, as the PDF's outline says."""
    reader = PdfReader(io.BytesIO(made))
    entries = [one for one in reader.outline if not isinstance(one, list)]
    return reader.get_destination_page_number(entries[-1]) if entries else None


def _brief_title(brief: CouncilBrief) -> str:
    return _("%(city)s in the partnership, on one page") % {"city": brief.instrument.jurisdiction.name}


def _typeset(template: str, *, title: str, content: dict[str, object], at: datetime) -> bytes:
    return typeset(
        _template(template),
        title=title,
        content=content,
        at=at,
        language=LANGUAGE,
        extra={"parts.typ": _template("parts.typ").encode()},
    )


@cache
def _template(name: str) -> str:
    return (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
