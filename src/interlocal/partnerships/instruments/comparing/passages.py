"""The passages of an instrument that councils have in common: its recitals and its sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

PassageKind = Literal["recital", "section"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One recital or section. ``number`` is the section's own; ``heading`` stands before its text."""

    kind: PassageKind
    text: str
    number: str = ""
    heading: str = ""

    @property
    def words(self) -> str:
        """What is compared: the heading, where there is one, and the text."""
        return f"{self.heading} {self.text}" if self.heading else self.text


def passages_of(parts: Mapping[str, Any]) -> tuple[Passage, ...]:
    """Return the recitals, then the sections, of a text in the shape of ``reading.to_json``."""
    recitals = [Passage("recital", text) for text in parts.get("recitals", ())]
    sections = [
        Passage("section", one["text"], one.get("number") or "", one.get("heading") or "")
        for one in parts.get("sections", ())
    ]
    return (*recitals, *sections)
