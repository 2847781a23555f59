"""What differs from council to council by its nature: numbers, dates, title, body and signatories."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .words import words_of


@dataclass(frozen=True, slots=True)
class Particular:
    """One particular. ``name``: title, bill_number, resolution_number, body, dates, signatories or blank."""

    name: str
    before: str
    after: str


def particulars_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Particular]:
    """Yield the particulars in which two texts, in the shape of ``reading.to_json``, differ."""
    for name in ("title", "bill_number", "resolution_number", "body"):
        yield from _differing(name, old.get(name) or "", new.get(name) or "")
    yield from _differing("dates", _dates(old), _dates(new))
    yield from _differing("signatories", _signatories(old), _signatories(new))


def _differing(name: str, before: str, after: str) -> Iterator[Particular]:
    if [word.key for word in words_of(before)] != [word.key for word in words_of(after)]:
        yield Particular(name, before, after)


def _dates(parts: Mapping[str, Any]) -> str:
    """The dates outside recitals and sections, whose words are compared there."""
    passages = " ".join([*parts.get("recitals", ()), *(one["text"] for one in parts.get("sections", ()))])
    return "; ".join(one["text"] for one in parts.get("dates", ()) if one["text"] not in passages)


def _signatories(parts: Mapping[str, Any]) -> str:
    said = []
    for one in parts.get("signatories", ()):
        office = one.get("title") or one.get("role") or ""
        said.append(f"{one['name']}, {office}" if one.get("name") else office)
    return "; ".join(said)
