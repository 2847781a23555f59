"""The reading side: nothing is handed out before it is proven, and the end only when it is the end."""

import io
from typing import BinaryIO

from nacl.bindings import (
    crypto_secretstream_xchacha20poly1305_ABYTES,
    crypto_secretstream_xchacha20poly1305_HEADERBYTES,
    crypto_secretstream_xchacha20poly1305_init_pull,
    crypto_secretstream_xchacha20poly1305_pull,
    crypto_secretstream_xchacha20poly1305_state,
)
from nacl.bindings import crypto_secretstream_xchacha20poly1305_TAG_FINAL as TAG_FINAL
from nacl.exceptions import CryptoError

from interlocal.foundation.vault.exceptions import Altered
from interlocal.foundation.vault.streams.writer import CHUNK_BYTES

_SEALED_CHUNK_BYTES = CHUNK_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES


class SealedReader(io.RawIOBase):
    """Decrypts ``source`` as it is read, forward only; raises ``Altered`` when it was changed or cut."""

    def __init__(self, source: BinaryIO, key: bytes, bond: bytes, *, closes_source: bool = True) -> None:
        super().__init__()
        self._closes_source = closes_source
        self._source = source
        self._bond = bond
        self._chunk = memoryview(b"")
        self._is_at_end = False
        self._state = crypto_secretstream_xchacha20poly1305_state()
        header = _exactly(source, crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        try:
            crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key)
        except (CryptoError, ValueError, TypeError):
            raise Altered("An encrypted file is cut: its beginning is missing.") from None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer``; return how many bytes, 0 at the proven end."""
        while not self._chunk and not self._is_at_end:
            self._pull()
        count = min(len(buffer), len(self._chunk))
        buffer[:count] = self._chunk[:count]
        self._chunk = self._chunk[count:]
        return count

    def close(self) -> None:
        """Close this stream, and ``source`` where it is this stream's own."""
        if not self.closed and self._closes_source:
            self._source.close()
        super().close()

    def _pull(self) -> None:
        sealed = _exactly(self._source, _SEALED_CHUNK_BYTES)
        if not sealed:
            raise Altered("An encrypted file is cut: its end is missing.")
        try:
            chunk, tag = crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, self._bond)
        except (CryptoError, ValueError, TypeError):
            raise Altered("An encrypted file was changed or cut, or belongs to another record.") from None
        self._chunk = memoryview(chunk)
        if tag == TAG_FINAL:
            self._is_at_end = True
            if self._source.read(1):
                raise Altered("An encrypted file has something behind its end.")


def _exactly(source: BinaryIO, count: int) -> bytes:
    """Read ``count`` bytes, or what there is: one read may return fewer from a pipe or a socket."""
    parts = []
    while count > 0 and (part := source.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
