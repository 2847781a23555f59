"""What making, reading and restoring a backup come to."""

from dataclasses import dataclass, field
from pathlib import Path

from interlocal.foundation.backups.rows import Sum


class BackupFailed(Exception):
    """No backup was made, or none was brought back; the message says why and what to do."""


@dataclass
class Contents:
    """What a backup holds: the sum of each table, the digest of each file."""

    sums: dict[str, Sum] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    bytes_of_files: int = 0

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.sums.values())


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    path: Path
    fingerprint: str
    size: int
    tables: int
    rows: int
    files: int
    is_verified: bool


@dataclass(frozen=True)
class Restored:
    """A backup that was brought back."""

    number: str
    made_at: str
    tables: int
    rows: int
    files: int
