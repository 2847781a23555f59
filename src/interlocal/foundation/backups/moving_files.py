"""Moving files to another store: streamed across, each read back on the other side and compared."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from interlocal.foundation.backups.outcomes import BackupFailed
from interlocal.foundation.files.public import BytesMissing, FileStore

CHUNK_BYTES = 1 << 20
Told = Callable[[str], None]


@dataclass(frozen=True)
class MovedFiles:
    """What was moved."""

    files: int
    size: int


def move_files(source: FileStore, target: FileStore, *, told: Told = lambda _: None) -> MovedFiles:
    """Copy every file of ``source`` into ``target`` and compare both, byte by byte as digests.

    ``source`` is only read. What an earlier move brought, which was cut off, is compared and not sent again.
    Raises ``BackupFailed``: when something else lies in ``target``, or does not read there as it does here.
    """
    try:
        keys = sorted(key for key, _ in source.stored_keys())
        there = {key for key, _ in target.stored_keys()}
        if there - set(keys):
            raise BackupFailed(f"There are other files in {target}: files are moved into an empty place.")
        told(f"Copying {len(keys)} files to {target} ...")
        for key in keys:
            if key not in there:
                _copy(source, target, key)
        told("Comparing every file ...")
        return MovedFiles(len(keys), sum(_compared(source, target, key) for key in keys))
    except BytesMissing as error:
        raise BackupFailed(f"A file is not there any more. {error}") from error
    except OSError as error:
        raise BackupFailed(
            f"The move stopped: {error.strerror}. Run it again when that is mended."
        ) from error


def _copy(source: FileStore, target: FileStore, key: str) -> None:
    with source.open(key) as read, target.writing(key) as written:
        while chunk := read.read(CHUNK_BYTES):
            written.write(chunk)


def _compared(source: FileStore, target: FileStore, key: str) -> int:
    """Return the size of a file that is the same in both."""
    size, digest = _sum_of(source, key)
    if _sum_of(target, key) != (size, digest):
        raise BackupFailed(f"A file does not read the same in {target}: delete all there and begin again.")
    return size


def _sum_of(store: FileStore, key: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with store.open(key) as source:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()
