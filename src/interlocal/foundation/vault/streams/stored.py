"""Streams that are kept: under a key of their own, derived from the purpose's data key."""

import hashlib
import secrets
from typing import BinaryIO

from interlocal.foundation.vault.digests import framed
from interlocal.foundation.vault.exceptions import Altered
from interlocal.foundation.vault.keyring import current_key, key_of
from interlocal.foundation.vault.streams.reader import SealedReader
from interlocal.foundation.vault.streams.writer import SealedWriter

_MAGIC = b"ILSEAL\x01\x00"
_KEY_ID_BYTES = 16
_SALT_BYTES = 32


def open_sealed_writer(target: BinaryIO, purpose: str, context: bytes = b"") -> SealedWriter:
    """Return a writer that encrypts into ``target`` for ``purpose``; use it in a ``with`` statement.

    The stream begins with a mark, the data key's id and a salt, from which its own key is derived.
    ``context`` (the record's public id, say) must be given again to read it.
    """
    key_id, key = current_key(purpose)
    salt = secrets.token_bytes(_SALT_BYTES)
    target.write(_MAGIC + bytes.fromhex(key_id) + salt)
    return SealedWriter(target, _stream_key(key, salt), _bond(purpose, context))


def open_sealed_reader(source: BinaryIO, purpose: str, context: bytes = b"") -> SealedReader:
    """Return a readable stream of what was written; closing it closes ``source``.

    Reading raises ``Altered`` at the first chunk that was changed, moved, or is missing, the last included.
    """
    head = source.read(len(_MAGIC) + _KEY_ID_BYTES + _SALT_BYTES)
    key_id, salt = head[len(_MAGIC) : len(_MAGIC) + _KEY_ID_BYTES], head[len(_MAGIC) + _KEY_ID_BYTES :]
    if not head.startswith(_MAGIC) or len(salt) != _SALT_BYTES:
        raise Altered("This is not a file that the vault encrypted, or its beginning is missing.")
    return SealedReader(source, _stream_key(key_of(key_id.hex()), salt), _bond(purpose, context))


def _stream_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.blake2b(salt, key=key, digest_size=32, person=b"interlocal.file").digest()


def _bond(purpose: str, context: bytes) -> bytes:
    return framed(b"interlocal.vault.stream.1", purpose.encode(), context)
