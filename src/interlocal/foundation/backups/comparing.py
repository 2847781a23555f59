"""What two installations are compared by: sums of tables, digests of files, where the audit ends."""

import hashlib
from typing import Any

from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, head_of
from interlocal.foundation.backups.rows import applied_migrations, snapshot, sums, tables_at
from interlocal.foundation.backups.rows.snapshot import counters_of
from interlocal.foundation.files.public import file_store
from interlocal.kernel import clock

CHUNK_BYTES = 1 << 20


def sums_of_installation() -> dict[str, Any]:
    """Return what compares equal exactly when rows, counters, files and the audit's head are the same."""
    with snapshot() as moment:
        migrations = applied_migrations(moment)
        tables = tables_at(migrations)
        found = {name: [one.rows, one.digest] for name, one in sums(tables, moment)}
        counters = counters_of(tables, moment)
    head = head_of(PARTNERSHIP_BOOK, clock.today())
    return {
        "tables": found,
        "counters": counters,
        "files": {key: _digest(key) for key in sorted(key for key, _ in file_store().stored_keys())},
        "audit": None if head is None else [head.seq, head.digest],
    }


def _digest(key: str) -> str:
    digest = hashlib.sha256()
    with file_store().open(key) as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
