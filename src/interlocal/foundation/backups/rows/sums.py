"""Sums: what two databases are compared by, table by table, whatever the order of their rows."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from interlocal.foundation.backups.rows.snapshot import lines_of
from interlocal.foundation.backups.rows.tables import Table

_MODULUS = 1 << 256


@dataclass
class Sum:
    """How many rows, and the sum of their SHA-256 modulo 2^256: a row more, less or changed alters it."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        """Count a row."""
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(line).digest(), "big")) % _MODULUS

    @property
    def digest(self) -> str:
        return f"{self.total:064x}"


def sum_of(lines: Iterable[bytes]) -> Sum:
    """Return the sum of some rows."""
    found = Sum()
    for line in lines:
        found.add(line)
    return found


def sums(tables: list[Table], connection: BaseDatabaseWrapper) -> Iterator[tuple[str, Sum]]:
    """Yield each table's name and sum."""
    for table in tables:
        yield table.name, sum_of(lines_of(table, connection))
