"""Reading a backup through: every seal, every sum, every digest, before anything is believed."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from interlocal.foundation.backups.archive import (
    BackupWrong,
    Head,
    PartReader,
    open_backup,
    read_head,
    with_the_sheet,
    with_this_house,
)
from interlocal.foundation.backups.outcomes import Contents
from interlocal.foundation.backups.rows import Migrations, sum_of
from interlocal.foundation.vault.public import Altered

FORMAT = 1


@dataclass(frozen=True)
class Plan:
    """What the rows of a backup were, and how many tables follow."""

    migrations: Migrations
    counters: dict[str, int]
    tables: int


def key_of(source: BinaryIO, secret: bytes | None) -> tuple[Head, bytes]:
    """Read the head and return the stream's key: by the sheet's secret, or else by the key file here."""
    head, locks = read_head(source)
    key = with_this_house(head, locks) if secret is None else with_the_sheet(head, locks, secret)
    return head, key


def contents_of(source: BinaryIO, head: Head, key: bytes) -> Contents:
    """Read a backup from its first byte to its last; return what it holds. Raises ``BackupWrong``."""
    source.seek(0)
    read_head(source)
    with in_words():
        parts = PartReader(open_backup(source, head, key))
        plan = plan_in(parts)
        contents = Contents()
        for name, _layout, lines in tables_in(parts, plan):
            contents.sums[name] = sum_of(lines)
            _require(parts.note(), rows=contents.sums[name].rows, digest=contents.sums[name].digest)
        for name, pieces in files_in(parts, contents):
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
            end_file(parts, contents, name, digest.hexdigest(), size)
        return contents


def plan_in(parts: PartReader) -> Plan:
    """Read what the backup says of its rows; raises ``BackupWrong`` for a format of another day."""
    said = parts.note()
    if said.get("format") != FORMAT:
        raise BackupWrong("A newer version of Interlocal made this backup: restore it with that version.")
    migrations = tuple((str(app), str(name)) for app, name in said["migrations"])
    counters = {str(name): int(value) for name, value in said["counters"].items()}
    return Plan(migrations, counters, int(said["tables"]))


def tables_in(parts: PartReader, plan: Plan) -> Iterator[tuple[str, list[list[str]], Iterator[bytes]]]:
    """Yield name, columns and lines of each table; read the lines, then the note of their sum."""
    for _ in range(plan.tables):
        said = parts.note()
        if "table" not in said:
            raise BackupWrong("A table is missing in this backup.")
        yield str(said["table"]), said["layout"], parts.lines()


def files_in(parts: PartReader, contents: Contents) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield name and pieces of each file; read the pieces, then ``end_file``. Sees to the end at the end."""
    while "file" in (said := parts.note()):
        yield str(said["file"]), parts.data()
    _require(said, end=True, rows=contents.rows, files=len(contents.files))
    if not parts.is_at_end():
        raise BackupWrong("This backup goes on behind its end.")


def end_file(parts: PartReader, contents: Contents, name: str, digest: str, size: int) -> None:
    """Read the note behind a file, and hold it against what was read."""
    _require(parts.note(), size=size, digest=digest)
    contents.files[name] = digest
    contents.bytes_of_files += size


def _require(said: dict[str, Any], **expected: Any) -> None:
    if said != expected:
        raise BackupWrong("This backup does not hold what it says: it was damaged when it was made.")


@contextmanager
def in_words() -> Iterator[None]:
    """Say what is wrong with the file, whatever found it."""
    try:
        yield
    except Altered as error:
        raise BackupWrong("This backup was changed, or is cut: use another copy of it.") from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BackupWrong("This backup is damaged: use another copy of it.") from error
