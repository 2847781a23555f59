"""The plain values that the PDF templates print."""

from typing import Any

from django.utils.translation import gettext as _

from interlocal.partnerships.instruments.packets import Paper
from interlocal.partnerships.instruments.queries import BriefLine, BriefPart, CouncilBrief
from interlocal.web.dates import short


def printed_paper(paper: Paper) -> dict[str, Any]:
    """Return what ``paper.typ`` prints."""
    return {
        "numbers": [["BILL NO.", paper.bill_number], [f"{paper.label} NO.", paper.number]],
        "title": paper.title,
        "recitals": [f"WHEREAS, {text}{paper.recital_end(at)}" for at, text in enumerate(paper.recitals)],
        "enacting": paper.enacting,
        "sections": [
            [" ".join(filter(None, (paper.section_label(at), one.heading))), one.text]
            for at, one in enumerate(paper.sections)
        ],
        "passing": paper.passing,
        "signatures": [[one.caption, one.name, one.office] for one in paper.signatures],
        "footer": paper.footer,
    }


def printed_brief(brief: CouncilBrief, *, lines: int, letters: int) -> dict[str, Any]:
    """Return what ``brief.typ`` prints, with at most ``lines`` a subject of ``letters`` each."""
    instrument = brief.instrument
    said = {"city": instrument.jurisdiction.name, "day": short(brief.as_of)}
    since = (
        _("Counted since %(day)s.") % {"day": short(brief.since)}
        if brief.since
        else _("Counted from the first record.")
    )
    sides = (
        (_("What we gave"), brief.gave),
        (_("What we got"), brief.got),
        (_("Why renew"), brief.why),
    )
    return {
        "lead": instrument.title,
        "counted": _("%(city)s, from the records of the partnership as of %(day)s.") % said + " " + since,
        "sides": [
            {"heading": heading, "parts": [_part(one, lines, letters) for one in parts]}
            for heading, parts in sides
        ],
        "note": _("Sources stand behind each entry. What nobody recorded or published is said to be so."),
    }


def _part(part: BriefPart, lines: int, letters: int) -> dict[str, Any]:
    shown = [_line(one, letters) for one in part.lines[:lines]]
    more = part.more + len(part.lines) - len(shown)
    if more > 0 and part.lines:
        shown.append([_("and %(n)d more on record") % {"n": more}, ""])
    return {"heading": part.heading, "figure": part.figure, "lines": shown, "empty": part.empty}


def _line(line: BriefLine, letters: int) -> list[str]:
    marks = []
    if line.source_title:
        dated = f", {short(line.source_on)}" if line.source_on else ""
        marks.append(_("Source: %(source)s") % {"source": f"{line.source_title}{dated}"})
    if line.is_synthetic:
        marks.append(_("made up for the sample"))
    if line.is_unconfirmed:
        marks.append(_("not confirmed"))
    behind = "; ".join(filter(None, (line.note, *marks)))
    return [_cut(line.text, letters), _cut(behind, letters)]


def _cut(words: str, letters: int) -> str:
    if len(words) <= letters:
        return words
    return words[:letters].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
