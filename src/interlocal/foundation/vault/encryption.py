"""Encrypting values: XChaCha20-Poly1305 under the purpose's data key, bound to purpose and context."""

import hashlib
import secrets
from typing import NamedTuple

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from interlocal.foundation.vault.digests import framed
from interlocal.foundation.vault.exceptions import Altered
from interlocal.foundation.vault.keyring import current_key, key_of

VERSION = b"\x01"
_KEY_ID_BYTES = 16
_NONCE_BYTES = 24
_TAG_BYTES = 16
_HEAD_BYTES = len(VERSION) + _KEY_ID_BYTES + _NONCE_BYTES

# Keyed digests need a key that stays: a lookup by digest must find what was written years ago.
DIGEST_PURPOSE = "digest:"


class Parts(NamedTuple):
    """A ciphertext taken apart."""

    key_id: str
    nonce: bytes
    sealed: bytes


def encrypt(purpose: str, plaintext: bytes, context: bytes = b"") -> bytes:
    """Encrypt ``plaintext`` for ``purpose``; only ``decrypt`` with the same purpose and context opens it.

    The result says by itself how to open it: version (1 byte), data key id (16), nonce (24), then the sealed
    bytes with their tag (16). ``context`` names the place the value belongs to (a column, a record's public
    id), so that a ciphertext moved elsewhere is refused. Raises ``VaultError`` when there is no usable key.
    """
    key_id, key = current_key(purpose)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    bond = _bond(purpose, context, key_id)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, bond, nonce, key)
    return VERSION + bytes.fromhex(key_id) + nonce + sealed


def decrypt(purpose: str, ciphertext: bytes, context: bytes = b"") -> bytes:
    """Return what ``encrypt`` was given.

    Raises ``Altered`` when one bit differs or purpose and context are not those of its encryption,
    ``KeyMissing`` or ``KeyWrong`` when the keys are not the right ones.
    """
    parts = parts_of(ciphertext)
    key = key_of(parts.key_id)
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            parts.sealed, _bond(purpose, context, parts.key_id), parts.nonce, key
        )
    except CryptoError:
        raise Altered(f"An encrypted value ({purpose}) was changed, or belongs to another place.") from None


def parts_of(ciphertext: bytes) -> Parts:
    """Take ``ciphertext`` apart without opening it; raises ``Altered`` when it is none."""
    if len(ciphertext) < _HEAD_BYTES + _TAG_BYTES or ciphertext[:1] != VERSION:
        raise Altered("This is not a value that the vault encrypted, or it was cut.")
    key_id, nonce = ciphertext[1 : 1 + _KEY_ID_BYTES], ciphertext[1 + _KEY_ID_BYTES : _HEAD_BYTES]
    return Parts(key_id.hex(), nonce, ciphertext[_HEAD_BYTES:])


def keyed_digest(purpose: str, payload: bytes) -> str:
    """Return a digest (BLAKE2b, 32 bytes in hexadecimal) that only holders of the vault's keys can compute.

    Equal payloads give equal digests, so a column of them can be searched for a value it does not show. Its
    key is never rotated.
    """
    _, key = current_key(DIGEST_PURPOSE + purpose)
    return hashlib.blake2b(framed(payload), key=key, digest_size=32, person=b"interlocal").hexdigest()


def _bond(purpose: str, context: bytes, key_id: str) -> bytes:
    return framed(b"interlocal.vault.value.1", key_id.encode(), purpose.encode(), context)
