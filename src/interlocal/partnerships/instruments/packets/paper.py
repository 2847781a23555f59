"""One council's instrument, ready to be laid out: plain, frozen values with every blank spelled out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

BLANK = "_____"
VERBS = {"resolution": "RESOLVED", "ordinance": "ORDAINED", "order": "ORDERED", "proclamation": "PROCLAIMED"}
_LABELS = {
    "resolution": "RESOLUTION",
    "ordinance": "ORDINANCE",
    "order": "ORDER",
    "proclamation": "PROCLAMATION",
}


@dataclass(frozen=True, slots=True)
class PaperSection:
    """One operative section; ``number`` and ``heading`` may be empty."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A place for one signature: the words above it, the office, and the name where it is known."""

    caption: str
    office: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What one council gets to adopt.

    ``bill_number`` and ``number`` are empty while it has given none. ``recitals`` are without WHEREAS.
    ``enacting`` and ``passing`` are whole clauses; ``passing`` may have several lines, each a paragraph.
    """

    instrument: str
    kind: str
    title: str
    city: str
    formal_name: str
    state: str
    body: str
    bill_number: str
    number: str
    recitals: tuple[str, ...]
    enacting: str
    sections: tuple[PaperSection, ...]
    passing: str
    signatures: tuple[Signature, ...]
    footer: str = ""
    filed_on: date | None = None
    passed_on: date | None = None
    doubts: tuple[str, ...] = field(default=(), compare=False)

    @property
    def label(self) -> str:
        """The kind in capitals, as it stands before the number."""
        return _LABELS.get(self.kind, self.kind.upper())

    @property
    def naming(self) -> str:
        """The body in full: the body, the formal name, the state."""
        return f"{self.body or 'Governing Body'} of the {self.formal_name}, {self.state}"

    def recital_end(self, place: int) -> str:
        """What joins the recital at ``place`` to the next: ``; and,``; after the last what closes it."""
        if place < len(self.recitals) - 1:
            return "; and,"
        return "" if self.recitals[place].endswith((".", ";", ":")) else ";"

    def section_label(self, place: int) -> str:
        """What stands before a section: ``SECTION 2.``; for a later clause without number that it goes on."""
        number = self.sections[place].number
        if number:
            return f"SECTION {number}."
        return f"BE IT FURTHER {VERBS.get(self.kind, 'RESOLVED')}," if place else ""

    def text(self) -> str:
        """The instrument as plain text, from which ``reading.read_text`` reads the same."""
        lines = [
            f"BILL NO. {self.bill_number or BLANK}",
            f"{self.label} NO. {self.number or BLANK}",
            self.title,
        ]
        lines += [f"WHEREAS, {one}{self.recital_end(at)}" for at, one in enumerate(self.recitals)]
        lines.append(self.enacting)
        for at, one in enumerate(self.sections):
            lines.append(" ".join(filter(None, (self.section_label(at), one.heading, one.text))))
        lines += self.passing.splitlines()
        for place in self.signatures:
            lines += [words for words in (place.caption, place.name, place.office) if words]
        return "\n\n".join(filter(None, (*lines, self.footer)))

    def as_values(self) -> dict[str, Any]:
        """What ``Paper.of`` makes the same paper from, in the shape of JSON."""
        return {
            **{name: getattr(self, name) for name in _WORDS},
            "recitals": list(self.recitals),
            "sections": [[one.number, one.heading, one.text] for one in self.sections],
            "signatures": [[one.caption, one.office, one.name] for one in self.signatures],
            "filed_on": self.filed_on.isoformat() if self.filed_on else None,
            "passed_on": self.passed_on.isoformat() if self.passed_on else None,
            "doubts": list(self.doubts),
        }

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Paper":
        """The paper that ``as_values`` described."""
        return cls(
            **{name: values[name] for name in _WORDS},
            recitals=tuple(values["recitals"]),
            sections=tuple(PaperSection(*one) for one in values["sections"]),
            signatures=tuple(Signature(*one) for one in values["signatures"]),
            filed_on=date.fromisoformat(values["filed_on"]) if values["filed_on"] else None,
            passed_on=date.fromisoformat(values["passed_on"]) if values["passed_on"] else None,
            doubts=tuple(values["doubts"]),
        )


_WORDS = (
    "instrument",
    "kind",
    "title",
    "city",
    "formal_name",
    "state",
    "body",
    "bill_number",
    "number",
    "enacting",
    "passing",
    "footer",
)
