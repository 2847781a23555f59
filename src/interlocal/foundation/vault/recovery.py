"""Recovery: a secret on paper, from which a key pair and a key that authenticates are derived.

The machine keeps the public half and the authenticating key: it can seal for the holder of the paper and
prove that it did, and cannot open what it sealed. Beside that it can seal under its own master key.
"""

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import NamedTuple

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from interlocal.foundation.vault.boxes import KEY_BYTES, public_half
from interlocal.foundation.vault.digests import framed
from interlocal.foundation.vault.exceptions import Altered
from interlocal.foundation.vault.keyfile import master_keys, put_back, written_keys

_NONCE_BYTES = 24
_MASTER_ID_BYTES = 8


class RecoveryKeys(NamedTuple):
    """What follows from the secret on paper: ``private`` opens, ``public`` seals, ``proof`` authenticates."""

    private: bytes
    public: bytes
    proof: bytes


def new_recovery_secret() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def recovery_keys(secret: bytes) -> RecoveryKeys:
    """Return the keys that follow from a recovery secret of 32 bytes."""
    if len(secret) != KEY_BYTES:
        raise ValueError("A recovery secret has 32 bytes.")
    private = _derived(secret, b"private")
    return RecoveryKeys(private, public_half(private), _derived(secret, b"proof"))


def proof_of(key: bytes, *parts: bytes) -> bytes:
    """Return 32 bytes that only who has ``key`` can compute of ``parts`` (keyed BLAKE2b)."""
    payload = framed(b"interlocal.vault.proof.1", *parts)
    return hashlib.blake2b(payload, key=key, digest_size=32, person=b"interlocal").digest()


def is_proof(proof: bytes, key: bytes, *parts: bytes) -> bool:
    """Is ``proof`` that of ``parts`` under ``key``?"""
    return hmac.compare_digest(proof, proof_of(key, *parts))


def seal_for_this_house(plaintext: bytes, context: bytes) -> bytes:
    """Encrypt under the master key in use: its id (8 bytes), nonce (24), sealed bytes."""
    master = master_keys().current
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, _bond(context), nonce, master.key)
    return bytes.fromhex(master.id) + nonce + sealed


def open_for_this_house(sealed: bytes, context: bytes) -> bytes:
    """Return what ``seal_for_this_house`` was given.

    Raises ``KeyWrong`` when the key file does not hold its master key, ``Altered`` when it was changed.
    """
    master = master_keys().get(sealed[:_MASTER_ID_BYTES].hex())
    nonce = sealed[_MASTER_ID_BYTES : _MASTER_ID_BYTES + _NONCE_BYTES]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[_MASTER_ID_BYTES + _NONCE_BYTES :], _bond(context), nonce, master.key
        )
    except (CryptoError, ValueError, TypeError):
        raise Altered("What was sealed for this installation was changed.") from None


def key_file_content() -> bytes:
    """Return the key file's content, to be sealed elsewhere at once. Never write or log it."""
    return written_keys(master_keys().keys).encode()


def put_key_file_back(content: bytes, *, now: datetime) -> bool:
    """Write the key file again; say whether that changed anything.

    Another key file that is there is moved aside, never overwritten. Raises ``KeyWrong`` for other content.
    """
    return put_back(content, now)


def _derived(secret: bytes, use: bytes) -> bytes:
    payload = framed(b"interlocal.vault.recovery.1", use)
    return hashlib.blake2b(payload, key=secret, digest_size=KEY_BYTES, person=b"interlocal").digest()


def _bond(context: bytes) -> bytes:
    return framed(b"interlocal.vault.house.1", context)
