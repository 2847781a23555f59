"""Bringing a backup back: read through before anything is touched, begun again where it was cut off."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from interlocal.foundation.backups.archive import Head, PartReader, open_backup, read_head
from interlocal.foundation.backups.outcomes import BackupFailed, Contents, Restored
from interlocal.foundation.backups.places import VAULT_KEY, place_of
from interlocal.foundation.backups.reading import contents_of, files_in, key_of, plan_in, tables_in
from interlocal.foundation.backups.rows import Loading, LoadRefused, empty_database, table_names
from interlocal.foundation.backups.rows.loading import tables_with_rows
from interlocal.foundation.backups.rows.tables import unknown_migrations
from interlocal.foundation.files.public import file_store
from interlocal.foundation.vault.public import forget_keys, put_key_file_back, require_keys
from interlocal.kernel.maintenance import begin_maintenance, end_maintenance

UNFINISHED = "restore.json"
Told = Callable[[str], None]


def restore_backup(
    path: Path, *, secret: bytes | None, now: datetime, over: bool = False, told: Told = lambda _: None
) -> Restored:
    """Bring the backup at ``path`` back, with the sheet's ``secret`` or the vault's key file that is here.

    Refuses an installation that has anything in it, unless ``over`` says that its database is to go, or an
    earlier restore of the same backup was cut off. Raises ``BackupWrong`` and ``BackupFailed``; before the
    file has been read through to its end, nothing is touched.
    """
    with _opened(path) as source:
        head, key = key_of(source, secret)
        told("Reading the backup through ...")
        contents = contents_of(source, head, key)
        if not over and unfinished_restore() != head.number:
            _require_empty()
        _require_room(contents)
        _mark(head)
        begin_maintenance("restore", now=now)
        try:
            told(f"Bringing back {contents.rows} rows and {len(contents.files)} files ...")
            _bring_back(source, head, key, contents, now)
        except (OSError, DatabaseError, LoadRefused) as error:
            raise BackupFailed(
                f"The restore stopped: {_in_words(error)} The installation is not whole and stays closed. "
                "Mend that, then run the same command again: it goes on."
            ) from error
    forget_keys()
    require_keys()
    _unmark()
    end_maintenance()
    return Restored(head.number, head.made_at, len(contents.sums), contents.rows, len(contents.files))


def unfinished_restore() -> str:
    """Return the number of the backup whose restore was begun here and not finished, or ""."""
    with suppress(FileNotFoundError):
        return str(json.loads(_marker().read_text(encoding="utf-8"))["number"])
    return ""


def _bring_back(source: BinaryIO, head: Head, key: bytes, contents: Contents, now: datetime) -> None:
    source.seek(0)
    read_head(source)
    parts = PartReader(open_backup(source, head, key))
    plan = plan_in(parts)
    loading = Loading(connection, plan.migrations)
    if unknown := unknown_migrations(plan.migrations):
        raise LoadRefused(f"A newer version of Interlocal made this backup: {unknown[0]} is not known here.")
    empty_database(connection)
    loading.make_tables()
    with transaction.atomic():
        loading.defer_checks()
        for name, layout, lines in tables_in(parts, plan):
            table = loading.tables.get(name)
            if table is None or table.layout != layout:
                raise LoadRefused(f"The table {name} is not made as it was.")
            loading.load(table, lines)
            parts.note()
        loading.set_counters(plan.counters)
    loading.compare(contents.sums)
    _bring_back_files(parts, contents, now)


def _bring_back_files(parts: PartReader, contents: Contents, now: datetime) -> None:
    store = file_store()
    store.delete_unfinished(now.replace(year=now.year + 1, day=1))
    whole = Contents(sums=contents.sums, files=dict(contents.files))
    for name, pieces in files_in(parts, whole):
        folder, _, stored = name.partition("/")
        if folder == "files":
            _bring_back_stored(stored, pieces)
        elif name == VAULT_KEY:
            put_key_file_back(b"".join(pieces), now=now)
        else:
            _write_small(name, b"".join(pieces))
        for _rest in pieces:
            pass
        parts.note()


def _bring_back_stored(key: str, pieces: Iterator[bytes]) -> None:
    """Write a stored file; one that is there is whole: files are put in place whole, once."""
    store = file_store()
    if not store.is_stored(key):
        with store.writing(key) as target:
            for piece in pieces:
                target.write(piece)


def _write_small(name: str, content: bytes) -> None:
    path = place_of(name)
    if path is None:
        raise LoadRefused(f"This version does not know where {name} belongs.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.restored")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)


def _require_empty() -> None:
    begun = unfinished_restore()
    if begun:
        raise BackupFailed(
            f"Another backup ({begun[:8]}) was being brought back here and is not finished: run `interlocal "
            "restore` with that file again."
        )
    if table_names(connection) and (full := tables_with_rows(connection)):
        raise BackupFailed(
            f"This installation is not empty: there are rows in {full[0]}. A backup is brought back into an "
            "empty one: another INTERLOCAL_DATA and, on PostgreSQL, another INTERLOCAL_DATABASE_URL."
        )
    if next(iter(file_store().stored_keys()), None) is not None:
        raise BackupFailed("This installation is not empty: there are files in its store.")


def _require_room(contents: Contents) -> None:
    Path(settings.INTERLOCAL_DATA).mkdir(mode=0o700, parents=True, exist_ok=True)
    store = file_store()
    free = store.free_bytes()
    if free is not None and contents.bytes_of_files > free:
        raise BackupFailed(
            f"The files of this backup need {contents.bytes_of_files / 1e6:,.0f} MB and {store} has "
            f"{free / 1e6:,.0f} MB free. Nothing was touched."
        )


def _in_words(error: Exception) -> str:
    """Return what stopped it, as a sentence; what a database says can quote a row, and is left out."""
    if isinstance(error, OSError):
        return f"{error.strerror}."
    if isinstance(error, DatabaseError):
        return f"the database does not take it ({type(error).__name__}); its disk may be full."
    return str(error)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupFailed(f"{path} cannot be read: {error.strerror}.") from error


def _marker() -> Path:
    return Path(settings.INTERLOCAL_DATA) / UNFINISHED


def _mark(head: Head) -> None:
    _marker().write_text(json.dumps({"number": head.number, "made_at": head.made_at}), encoding="utf-8")


def _unmark() -> None:
    _marker().unlink(missing_ok=True)
