"""A file store in a folder: written beside, made durable, then renamed into place."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from interlocal.foundation.files.store.port import BytesMissing

_KEY = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = "unfinished"


class FolderStore:
    """Files in ``root``, spread over 256 folders, readable by their owner alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

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
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            raise BytesMissing(f"The bytes of stored file {key} are not in {self.root}.") from None

    def delete(self, key: str) -> None:
        """Delete the bytes under ``key``, if any."""
        self._path(key).unlink(missing_ok=True)

    def stored_keys(self) -> Iterator[tuple[str, datetime]]:
        """Yield every key and when it was written."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _KEY.fullmatch(entry.name):
                        yield entry.name, datetime.fromtimestamp(entry.stat().st_mtime, UTC)

    def delete_unfinished(self, before: datetime) -> int:
        """Delete drafts older than ``before``."""
        drafts = (self.root / _UNFINISHED).glob("*")
        old = [draft for draft in drafts if draft.stat().st_mtime < before.timestamp()]
        for draft in old:
            draft.unlink(missing_ok=True)
        return len(old)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} is not a storage key.")
        return self.root / key[:2] / key


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
