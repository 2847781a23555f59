"""A spool: bytes on their way, on disk only under a key that is only in memory."""

import io
import os
import secrets
import tempfile
from typing import BinaryIO, cast

from interlocal.foundation.vault.streams.reader import SealedReader
from interlocal.foundation.vault.streams.writer import SealedWriter

_BOND = b"interlocal.vault.spool.1"


class SealedSpool:
    """A temporary file without a name, whose key dies with the process: what a crash leaves is noise.

    Write, ``finish``, then ``open`` as often as needed, one reader at a time.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._file = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115  closed by close()
        self._writer = SealedWriter(self._file, self._key, _BOND)
        self.size = 0

    def write(self, data: bytes) -> int:
        """Add ``data``."""
        count = self._writer.write(data)
        self.size += count
        return count

    def finish(self) -> None:
        """Say that all is written."""
        self._writer.finish()

    def open(self) -> BinaryIO:
        """Return a seekable stream of what was written; closing it leaves the spool open."""
        return cast("BinaryIO", io.BufferedReader(_SpoolReader(self), buffer_size=64 * 1024))

    def close(self) -> None:
        """Drop the file."""
        self._file.close()

    def __del__(self) -> None:
        self.close()

    def rewound(self) -> SealedReader:
        """Return a reader at the start."""
        self._file.seek(0)
        return SealedReader(self._file, self._key, _BOND, closes_source=False)


class _SpoolReader(io.RawIOBase):
    """Seeks by reading again from the start: rare, and fast enough to find a ZIP's directory."""

    def __init__(self, spool: SealedSpool) -> None:
        super().__init__()
        self._spool = spool
        self._reader = spool.rewound()
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = self._reader.readinto(buffer)
        self._at += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._spool.size}[whence]
        target = start + offset
        if target < 0:
            raise ValueError("There is nothing before the start.")
        if target < self._at:
            self._reader, self._at = self._spool.rewound(), 0
        while self._at < target and self.read(min(64 * 1024, target - self._at)):
            pass
        self._at = target
        return target
