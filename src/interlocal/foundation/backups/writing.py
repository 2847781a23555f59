"""Making a backup: rows from one moment, then every file, sealed on their way, in constant memory."""

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

from django.db import connection

from interlocal.foundation.backups.archive import Head, PartWriter, write_head
from interlocal.foundation.backups.models import RecoveryKey
from interlocal.foundation.backups.outcomes import BackupFailed, Contents, Made
from interlocal.foundation.backups.places import VAULT_KEY, backup_folder, small_files
from interlocal.foundation.backups.queries import proof_key_of, recovery_key_in_use
from interlocal.foundation.backups.reading import contents_of
from interlocal.foundation.backups.rows import applied_migrations, snapshot, sum_of, tables_at
from interlocal.foundation.backups.rows.snapshot import counters_of, lines_of
from interlocal.foundation.backups.rules import file_name
from interlocal.foundation.files.public import file_store
from interlocal.foundation.vault.public import SealedWriter, key_file_content, require_keys

CHUNK_BYTES = 1 << 20
FORMAT = 1
_DRAFT = ".unfinished"
Told = Callable[[int, int], None]


def write_backup(
    *, now: datetime, folder: Path | None = None, verify: bool = True, told: Told = lambda _done, _all: None
) -> Made:
    """Make a backup in ``folder``, read it back, and return what was made. ``told`` hears of files done.

    Raises ``BackupFailed``; then nothing is left behind, and earlier backups are as they were.
    """
    key = recovery_key_in_use()
    if key is None:
        raise BackupFailed(
            "There is no recovery key yet, and a backup that only this machine opens is none. "
            "Make one: interlocal backup key make"
        )
    require_keys()
    folder = folder or backup_folder()
    number = secrets.token_hex(16)
    path = folder / file_name(now, number)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _require_room(folder)
        with _alone(folder), _draft(folder, path) as file:
            contents, stream_key, head = _write(file, key, number, now, told)
            file.flush()
            if verify and contents_of(_again(file), head, stream_key) != contents:
                raise BackupFailed("What was written does not read as it was: the disk is not to be trusted.")
        size = path.stat().st_size
    except OSError as error:
        raise BackupFailed(
            f"The backup could not be written to {folder}: {error.strerror}. "
            "Nothing is left of it; earlier backups are as they were."
        ) from error
    return Made(
        path,
        key.fingerprint,
        size,
        len(contents.sums),
        contents.rows,
        len(contents.files),
        is_verified=verify,
    )


def estimated_size() -> int:
    """Return about how many bytes a backup takes: the database's and the files'."""
    total = file_store().total_bytes()
    if connection.vendor == "sqlite":
        return total + Path(str(connection.settings_dict["NAME"])).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return total + int(cursor.fetchone()[0])


def _write(
    file: BinaryIO, key: RecoveryKey, number: str, now: datetime, told: Told
) -> tuple[Contents, bytes, Head]:
    head = Head(now.isoformat(timespec="seconds"), version("interlocal"), key.fingerprint, number)
    stream_key = write_head(file, head, public_key=bytes(key.public_key), proof_key=proof_key_of(key))
    contents = Contents()
    # What is deleted from here on stays readable until the end: the rows of this moment speak of it.
    with SealedWriter(file, stream_key, head.context) as sealed, file_store().holding():
        parts = PartWriter(sealed)
        _write_rows(parts, contents)
        _write_bytes(parts, VAULT_KEY, key_file_content(), contents)
        for name, path in small_files():
            _write_bytes(parts, name, path.read_bytes(), contents)
        _write_stored(parts, contents, told)
        parts.note(end=True, rows=contents.rows, files=len(contents.files))
    return contents, stream_key, head


def _write_rows(parts: PartWriter, contents: Contents) -> None:
    with snapshot() as moment:
        migrations = applied_migrations(moment)
        tables = tables_at(migrations)
        counters = counters_of(tables, moment)
        parts.note(format=FORMAT, migrations=migrations, counters=counters, tables=len(tables))
        for table in tables:
            parts.note(table=table.name, layout=table.layout)
            found = sum_of(parts.lines(lines_of(table, moment)))
            parts.note(rows=found.rows, digest=found.digest)
            contents.sums[table.name] = found


def _write_stored(parts: PartWriter, contents: Contents, told: Told) -> None:
    store = file_store()
    keys = sorted(key for key, _ in store.stored_keys())
    for done, key in enumerate(keys, 1):
        with store.open(key) as source:
            parts.note(file=f"files/{key}")
            digest, size = hashlib.sha256(), 0
            while chunk := source.read(CHUNK_BYTES):
                parts.data(chunk)
                digest.update(chunk)
                size += len(chunk)
        _end_file(parts, f"files/{key}", digest.hexdigest(), size, contents)
        told(done, len(keys))


def _write_bytes(parts: PartWriter, name: str, content: bytes, contents: Contents) -> None:
    parts.note(file=name)
    parts.data(content)
    _end_file(parts, name, hashlib.sha256(content).hexdigest(), len(content), contents)


def _end_file(parts: PartWriter, name: str, digest: str, size: int, contents: Contents) -> None:
    parts.note(size=size, digest=digest)
    contents.files[name] = digest
    contents.bytes_of_files += size


def _again(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    return file


def _require_room(folder: Path) -> None:
    needed, free = estimated_size(), shutil.disk_usage(folder).free
    if needed > free:
        raise BackupFailed(
            f"The backup needs about {needed / 1e6:,.0f} MB and {folder} has {free / 1e6:,.0f} MB free. "
            "Make room, or name another folder in INTERLOCAL_BACKUPS."
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who makes a backup there, and clear away what a killed one left."""
    place = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupFailed(f"Another backup is being made in {folder}: wait for its end.") from None
        for left in folder.glob(f".*{_DRAFT}"):
            left.unlink(missing_ok=True)
        yield
    finally:
        os.close(place)


@contextmanager
def _draft(folder: Path, path: Path) -> Iterator[BinaryIO]:
    """Write beside, make durable, then put in place; after an error, nothing is there."""
    draft = folder / f".{path.name}{_DRAFT}"
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield cast("BinaryIO", file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
