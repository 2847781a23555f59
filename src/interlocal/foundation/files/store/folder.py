"""A file store in a folder: written beside, made durable, then renamed into place."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from interlocal.foundation.files.store.keys import is_key, require_key
from interlocal.foundation.files.store.port import BytesMissing

_UNFINISHED = "unfinished"
_HELD = "held"


class FolderStore:
    """Files in ``root``, spread over 256 folders, readable by their owner alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __str__(self) -> str:
        return f"the folder {self.root}"

    @contextmanager
    def writing(self, key: str, *, day: date | None = None) -> Iterator[BinaryIO]:
        """Write under ``key``, whole or not at all, even when the machine stops."""
        target = self._path(key)
        draft = self.root / _UNFINISHED / key
        for folder in (draft.parent, target.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                yield cast("BinaryIO", file)
                file.flush()
                _date(file.fileno(), day)
                os.fsync(file.fileno())
            draft.rename(target)
            for folder in (draft.parent, target.parent):
                _date(folder, day)
            _make_durable(target.parent)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise

    def open(self, key: str) -> BinaryIO:
        """Return the bytes under ``key``."""
        for path in (self._path(key), self.root / _HELD / key):
            try:
                return path.open("rb")
            except FileNotFoundError:
                continue
        raise BytesMissing(f"The bytes of stored file {key} are not in {self.root}.")

    def is_stored(self, key: str) -> bool:
        """Do bytes lie under ``key``?"""
        return self._path(key).is_file() or (self.root / _HELD / key).is_file()

    def delete(self, key: str) -> None:
        """Delete the bytes under ``key``, if any; while somebody is ``holding``, at the end of that."""
        path = self._path(key)
        with self._hold(fcntl.LOCK_SH) as is_free:
            if is_free:
                path.unlink(missing_ok=True)
                return
            held = self.root / _HELD / key
            held.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                path.rename(held)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep what is deleted meanwhile; what a killed holder left is deleted by the next or the sweep."""
        with self._hold(fcntl.LOCK_EX, waits=True):
            try:
                yield
            finally:
                self._delete_held()

    def stored_keys(self) -> Iterator[tuple[str, datetime]]:
        """Yield every key and when it was written."""
        for entry in self._entries():
            yield entry.name, datetime.fromtimestamp(entry.stat().st_mtime, UTC)

    def total_bytes(self) -> int:
        """Return how many bytes lie there."""
        return sum(entry.stat().st_size for entry in self._entries())

    def free_bytes(self) -> int:
        """Return how much room the disk has."""
        place = next(one for one in (self.root, *self.root.parents) if one.exists())
        return shutil.disk_usage(place).free

    def delete_unfinished(self, before: datetime) -> int:
        """Delete drafts older than ``before``."""
        drafts = (self.root / _UNFINISHED).glob("*")
        old = [draft for draft in drafts if draft.stat().st_mtime < before.timestamp()]
        for draft in old:
            draft.unlink(missing_ok=True)
        with self._hold(fcntl.LOCK_SH) as is_free:
            if is_free:
                self._delete_held()
        return len(old)

    def forget_times(self, *, today: date) -> None:
        """Do nothing: they were never there."""

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            with os.scandir(folder) as entries:
                yield from (entry for entry in entries if is_key(entry.name))

    def _delete_held(self) -> None:
        for path in (self.root / _HELD).glob("*"):
            path.unlink(missing_ok=True)

    @contextmanager
    def _hold(self, kind: int, *, waits: bool = False) -> Iterator[bool]:
        """Take the lock of deleting; say whether it was free. The kernel frees it when its holder dies."""
        self.root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = self.root.with_name(f"{self.root.name}.lock")
        place = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(place, kind if waits else kind | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(place)

    def _path(self, key: str) -> Path:
        return self.root / require_key(key)[:2] / key


def _date(path: Path | int, day: date | None) -> None:
    """Let what lies there bear the end of ``day``: no time, and none that the sweep calls old too early."""
    if day is not None:
        end = datetime.combine(day + timedelta(days=1), time(), UTC).timestamp()
        os.utime(path, (end, end))


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
