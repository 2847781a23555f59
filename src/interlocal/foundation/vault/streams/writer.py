"""The writing side: whole chunks out, and a last one that says it is the last."""

from types import TracebackType
from typing import BinaryIO, Self

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_init_push,
    crypto_secretstream_xchacha20poly1305_push,
    crypto_secretstream_xchacha20poly1305_state,
)
from nacl.bindings import crypto_secretstream_xchacha20poly1305_TAG_FINAL as TAG_FINAL
from nacl.bindings import crypto_secretstream_xchacha20poly1305_TAG_MESSAGE as TAG_MESSAGE

CHUNK_BYTES = 64 * 1024


class SealedWriter:
    """Encrypts what is written to it into ``target``, 64 KiB at a time.

    Use it in a ``with`` statement, or call ``finish``: without the last chunk's mark the stream reads as cut.
    Leaving the ``with`` by an exception writes no mark. ``target`` stays open.
    """

    def __init__(self, target: BinaryIO, key: bytes, bond: bytes) -> None:
        self._target = target
        self._bond = bond
        self._state = crypto_secretstream_xchacha20poly1305_state()
        self._pending = bytearray()
        self._is_finished = False
        target.write(crypto_secretstream_xchacha20poly1305_init_push(self._state, key))

    def write(self, data: bytes) -> int:
        """Take ``data``; return its length."""
        if self._is_finished:
            raise ValueError("The stream is finished.")
        view = memoryview(data)
        taken = 0
        while taken < len(view):
            room = CHUNK_BYTES - len(self._pending)
            # A full chunk waits for more: only then is it known not to be the last.
            if room == 0:
                self._push(TAG_MESSAGE)
                room = CHUNK_BYTES
            self._pending += view[taken : taken + room]
            taken += room
        return len(view)

    def finish(self) -> None:
        """Write the last chunk with its mark; once."""
        if not self._is_finished:
            self._push(TAG_FINAL)
            self._is_finished = True

    def _push(self, tag: int) -> None:
        chunk = bytes(self._pending)
        self._pending.clear()
        self._target.write(crypto_secretstream_xchacha20poly1305_push(self._state, chunk, self._bond, tag))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()
