"""What writing and reading an archive come to."""

from dataclasses import asdict, dataclass, field
from typing import Any


class ExportFailed(Exception):
    """No archive was made; the message says why and what to do."""


class ArchiveWrong(Exception):
    """An archive is not what an export made, or not of this version; the message says which and why."""


@dataclass(frozen=True)
class Part:
    """One file in an archive."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """The records of one kind: how many, and the file they stand in."""

    kind: str
    title: str
    records: int
    part: Part


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself. ``city`` is empty for the whole partnership."""

    format: int
    version: str
    made_at: str
    installation: str
    partnership: str
    city: str
    city_id: str
    schemas_at: str
    schemas_digest: str
    kinds: list[Contents] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    staying: list[tuple[str, str]] = field(default_factory=list)

    @property
    def records(self) -> int:
        """How many records there are of all kinds."""
        return sum(one.records for one in self.kinds)

    @property
    def files(self) -> list[Part]:
        """The stored files."""
        return [one for one in self.parts if one.path.startswith("files/")]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is written."""
        return {
            "product": "interlocal",
            "format": self.format,
            "version": self.version,
            "made_at": self.made_at,
            "installation": self.installation,
            "partnership": self.partnership,
            "city": {"id": self.city_id, "name": self.city} if self.city_id else None,
            "schemas": {"at": self.schemas_at, "sha256": self.schemas_digest},
            "kinds": [
                {
                    "kind": one.kind,
                    "title": one.title,
                    "records": one.records,
                    "path": one.part.path,
                }
                for one in self.kinds
            ],
            "parts": [asdict(one) for one in self.parts],
            "not_included": [{"kind": kind, "why": why} for kind, why in self.staying],
        }
