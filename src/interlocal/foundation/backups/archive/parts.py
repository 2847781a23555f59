"""Parts of a backup: a note in JSON opens each, data follows in pieces, a note ends it with its digest."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Protocol

from interlocal.foundation.backups.archive.envelope import BackupWrong

NOTE, DATA = b"N", b"D"
PIECE_BYTES = 256 * 1024
_LENGTH_BYTES = 4
_LARGEST = 64 * 1024 * 1024


class Sink(Protocol):
    """Where parts are written."""

    def write(self, data: bytes, /) -> int: ...


class PartWriter:
    """Writes notes and data into a sealed stream."""

    def __init__(self, target: Sink) -> None:
        self._target = target

    def note(self, **values: Any) -> None:
        """Write a note."""
        self._record(NOTE, json.dumps(values, ensure_ascii=False, sort_keys=True).encode())

    def data(self, piece: bytes) -> None:
        """Write a piece of the part that was begun."""
        self._record(DATA, piece)

    def lines(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Write lines in pieces, and yield each on its way."""
        piece = bytearray()
        for line in lines:
            piece += line + b"\n"
            if len(piece) >= PIECE_BYTES:
                self.data(bytes(piece))
                piece.clear()
            yield line
        if piece:
            self.data(bytes(piece))

    def _record(self, kind: bytes, content: bytes) -> None:
        self._target.write(kind + len(content).to_bytes(_LENGTH_BYTES, "big"))
        self._target.write(content)


class PartReader:
    """Reads them back, one after another."""

    def __init__(self, source: Any) -> None:
        self._source: BinaryIO = source
        self._ahead: tuple[bytes, bytes] | None = None

    def note(self) -> dict[str, Any]:
        """Return the next note."""
        kind, content = self._next()
        if kind != NOTE:
            raise BackupWrong("The parts of this backup are not in order.")
        try:
            found = json.loads(content)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise BackupWrong("The parts of this backup are not in order.")
        return found

    def data(self) -> Iterator[bytes]:
        """Yield the pieces up to the next note."""
        while True:
            kind, content = self._next()
            if kind == NOTE:
                self._ahead = (kind, content)
                return
            yield content

    def lines(self) -> Iterator[bytes]:
        """Yield the lines up to the next note."""
        for piece in self.data():
            yield from piece[:-1].split(b"\n")

    def is_at_end(self) -> bool:
        """Is nothing left? Asked at the end, it proves that the stream ended where it was made to end."""
        return self._ahead is None and not self._source.read(1)

    def _next(self) -> tuple[bytes, bytes]:
        if self._ahead is not None:
            found, self._ahead = self._ahead, None
            return found
        start = self._exactly(1 + _LENGTH_BYTES)
        length = int.from_bytes(start[1:], "big")
        if start[:1] not in {NOTE, DATA} or length > _LARGEST:
            raise BackupWrong("The parts of this backup are not in order.")
        return start[:1], self._exactly(length)

    def _exactly(self, count: int) -> bytes:
        parts = []
        while count and (part := self._source.read(count)):
            parts.append(part)
            count -= len(part)
        if count:
            raise BackupWrong("This backup ends too early.")
        return b"".join(parts)
