"""Wrapping: a data key under a master key (XChaCha20-Poly1305), tied to its id and purpose."""

import secrets

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from interlocal.foundation.vault.digests import framed
from interlocal.foundation.vault.exceptions import KeyWrong
from interlocal.foundation.vault.keyfile import MasterKey, MasterKeys, key_path
from interlocal.foundation.vault.models import DataKey

NONCE_BYTES = 24


def wrap(row: DataKey, key: bytes, master: MasterKey) -> None:
    """Put ``key``, wrapped under ``master``, into ``row``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    row.master_id = master.id
    row.wrapped = nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(key, _bond(row), nonce, master.key)


def unwrap(row: DataKey, masters: MasterKeys) -> bytes:
    """Return the data key in ``row``; raises ``KeyWrong`` when no master key in the file opens it."""
    master = masters.get(row.master_id)
    wrapped = bytes(row.wrapped)
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            wrapped[NONCE_BYTES:], _bond(row), wrapped[:NONCE_BYTES], master.key
        )
    except (CryptoError, ValueError, TypeError):
        raise KeyWrong(
            f"Master key {master.id} in {key_path()} does not open data key {row.key_id} ({row.purpose}): "
            "the key file or the row was changed. Restore both from the same day's copies."
        ) from None


def _bond(row: DataKey) -> bytes:
    return framed(
        b"interlocal.vault.data-key.1", row.master_id.encode(), row.key_id.encode(), row.purpose.encode()
    )
