"""What a reporter sends: the facts of a report, and how they are written before they are sealed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from interlocal.programs.hotline.rules.entries import REPORTER
from interlocal.programs.hotline.rules.sealing import text_of

PAD = 512


@dataclass(frozen=True)
class Stream:
    """A file that arrived and lies sealed in the store, under a key that is only in memory.

    ``size`` is of the stored bytes, ``length`` of what was sent. ``cleaned`` is the viewing copy, and
    ``removed`` what it lacks. ``scan`` is what a virus scanner said: empty where none looked, ``clean``, or
    the name of what it found.
    """

    name: str
    content_type: str
    store_key: str
    size: int
    length: int
    key: bytes
    cleaned: "Stream | None" = None
    removed: tuple[str, ...] = ()
    scan: str = ""


@dataclass(frozen=True)
class Filing:
    """One report as it was sent. ``jurisdiction`` (empty: not sure) and ``offices`` are public ids."""

    jurisdiction: str
    category: str
    what: str
    when: str = ""
    where: str = ""
    how: str = ""
    offices: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    is_employee: bool | None = None
    language: str = "en"
    route: str = "web"
    files: tuple[Stream, ...] = ()

    def told(self) -> str:
        """Return all that was written freely."""
        return f"{self.what}\n{self.when}\n{self.where}\n{self.how}"

    def as_entry(self, on: str) -> dict[str, Any]:
        """Return the first entry of the report."""
        return {
            "kind": "report",
            "by": REPORTER,
            "on": on,
            "category": self.category,
            "what": self.what,
            "when": self.when,
            "where": self.where,
            "how": self.how,
            "offices": list(self.offices),
            "names": list(self.names),
            "is_employee": self.is_employee,
            "language": self.language,
            "route": self.route,
        }


def padded_json(facts: Mapping[str, Any]) -> bytes:
    """Return ``facts`` as JSON with spaces behind it, so that the length tells little of the text."""
    written = json.dumps(facts, ensure_ascii=False).encode()
    return written + b" " * (-len(written) % PAD)


def file_facts(stream: Stream) -> dict[str, Any]:
    """Return what is sealed of a file: its name, the key of its bytes, its type and length."""
    return {
        "name": stream.name,
        "key": text_of(stream.key),
        "type": stream.content_type,
        "size": stream.length,
        "removed": list(stream.removed),
        "scan": stream.scan,
    }
