"""Sealing to people's own keys: the vault makes and opens boxes, and keeps none of the keys.

X25519 key pairs and anonymous sealed boxes (libsodium's ``crypto_box_seal``), XChaCha20-Poly1305 under a key
that the caller holds, and keys derived with keyed BLAKE2b from a secret that needs no stretching.
"""

import hashlib
import secrets
from collections.abc import Sequence

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_box_keypair,
    crypto_box_PUBLICKEYBYTES,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_scalarmult_base,
)
from nacl.exceptions import CryptoError

from interlocal.foundation.vault.digests import framed
from interlocal.foundation.vault.encryption import DIGEST_PURPOSE
from interlocal.foundation.vault.exceptions import Altered
from interlocal.foundation.vault.keyring import current_key

KEY_BYTES = 32
_NONCE_BYTES = 24


def new_key_pair() -> tuple[bytes, bytes]:
    """Return a public and a private key, 32 bytes each."""
    return crypto_box_keypair()


def public_half(private: bytes) -> bytes:
    """Return the public key of ``private``."""
    return crypto_scalarmult_base(private)


def seal_to(public: bytes, plaintext: bytes) -> bytes:
    """Return ``plaintext`` in a box that only the holder of the private key opens (48 bytes longer).

    Raises ``ValueError`` where ``public`` is no key.
    """
    if len(public) != crypto_box_PUBLICKEYBYTES:
        raise ValueError("A public key has 32 bytes.")
    return crypto_box_seal(plaintext, public)


def seal_nested(publics: Sequence[bytes], plaintext: bytes) -> bytes:
    """Return a box in a box, opened with the private halves of ``publics``, the first of them first."""
    for public in reversed(publics):
        plaintext = seal_to(public, plaintext)
    return plaintext


def open_box(private: bytes, sealed: bytes) -> bytes:
    """Return what was sealed to the public half of ``private``; raises ``Altered`` where it does not open."""
    try:
        return crypto_box_seal_open(sealed, public_half(private), private)
    except (CryptoError, ValueError, TypeError):
        raise Altered("A sealed box was changed, or is sealed to somebody else.") from None


def seal_with(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Encrypt under ``key`` (32 bytes), bound to ``context``: nonce (24 bytes), then the sealed bytes."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, framed(context), nonce, key)


def open_with(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Return what ``seal_with`` was given; raises ``Altered`` for another key, context or a changed bit."""
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[_NONCE_BYTES:], framed(context), sealed[:_NONCE_BYTES], key
        )
    except (CryptoError, ValueError, TypeError):
        raise Altered("A sealed value was changed, or is sealed under another key.") from None


def derive(purpose: str, secret: bytes, use: str) -> bytes:
    """Return 32 bytes from ``secret`` for one ``use``, which nobody without the vault's keys can compute.

    Keyed BLAKE2b, unstretched: only for secrets of 100 random bits and more. Its key is never rotated.
    """
    _, key = current_key(DIGEST_PURPOSE + purpose)
    payload = framed(b"interlocal.vault.derive.1", use.encode(), secret)
    return hashlib.blake2b(payload, key=key, digest_size=KEY_BYTES, person=b"interlocal").digest()
