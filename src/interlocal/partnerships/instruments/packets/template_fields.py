"""The fields that a clerk's Word template may use, and what stands in them for one paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .composing import day_words
from .paper import BLANK, Paper


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field: its name, what it is, how it looks, and, where it is a list, what each row has."""

    name: str
    meaning: str | Promise
    example: str
    parts: "tuple[TemplateField, ...]" = ()


FIELDS: tuple[TemplateField, ...] = (
    TemplateField("bill_number", _("Bill number, or a blank to fill in"), "22-014"),
    TemplateField("number", _("Number of the resolution or ordinance, or a blank"), "6512"),
    TemplateField("kind", _("Kind in capitals"), "RESOLUTION"),
    TemplateField("title", _("Title"), "A RESOLUTION ADOPTING A STATEMENT OF COMMON PURPOSE"),
    TemplateField("city", _("Name of the city"), "Raytown"),
    TemplateField("formal_name", _("Formal name of the city"), "City of Raytown"),
    TemplateField("state", _("State"), "The state's name"),
    TemplateField("body", _("Governing body"), "Board of Aldermen"),
    TemplateField(
        "recitals",
        _("The recitals, in order"),
        "{%p for recital in recitals %}",
        (
            TemplateField(
                "text", _("The words after WHEREAS"), "communities today face increasing pressures"
            ),
            TemplateField("ending", _("What joins it to the next"), "; and,"),
        ),
    ),
    TemplateField("enacting_clause", _("The enacting clause"), "NOW, THEREFORE, BE IT RESOLVED BY THE ..."),
    TemplateField(
        "sections",
        _("The sections, in order"),
        "{%p for section in sections %}",
        (
            TemplateField("number", _("Number; empty for a clause without one"), "1"),
            TemplateField("label", _("Number as it stands before the words"), "SECTION 1."),
            TemplateField("heading", _("Heading; empty where there is none"), "Effective date"),
            TemplateField("text", _("The words"), "That the City Council does hereby resolve"),
        ),
    ),
    TemplateField(
        "passing_clause", _("The passing clause, with blanks until it passed"), "PASSED THIS ____ DAY OF"
    ),
    TemplateField("passed_on", _("Day on which it passed, or a blank"), "12th day of April, 2022"),
    TemplateField("filed_on", _("Day on which it was filed, or a blank"), "1st day of April, 2022"),
    TemplateField(
        "signatures",
        _("The places for signatures, in order"),
        "{%p for signature in signatures %}",
        (
            TemplateField("caption", _("The words above; may be empty"), "ATTEST:"),
            TemplateField("office", _("Office that signs"), "City Clerk"),
            TemplateField("name", _("Name, where it is known"), "Sam Reed"),
        ),
    ),
    TemplateField("footer", _("Mark of the document at its foot"), "Shared Services 2022"),
)


def values_of(paper: Paper) -> dict[str, Any]:
    """What stands in the fields for ``paper``: strings, and lists of rows of strings."""
    return {
        "bill_number": paper.bill_number or BLANK,
        "number": paper.number or BLANK,
        "kind": paper.label,
        "title": paper.title,
        "city": paper.city,
        "formal_name": paper.formal_name,
        "state": paper.state,
        "body": paper.body,
        "recitals": [
            {"text": text, "ending": paper.recital_end(at)} for at, text in enumerate(paper.recitals)
        ],
        "enacting_clause": paper.enacting,
        "sections": [
            {"number": one.number, "label": paper.section_label(at), "heading": one.heading, "text": one.text}
            for at, one in enumerate(paper.sections)
        ],
        "passing_clause": paper.passing,
        "passed_on": _day(paper.passed_on),
        "filed_on": _day(paper.filed_on),
        "signatures": [
            {"caption": one.caption, "office": one.office, "name": one.name} for one in paper.signatures
        ],
        "footer": paper.footer,
    }


def _day(day: date | None) -> str:
    return day_words(day) if day else BLANK
