"""Digests: fingerprints of bytes, plain and salted."""

import hashlib
import secrets

SALT_BYTES = 32


def framed(*parts: bytes) -> bytes:
    """Join ``parts`` with each one's length in front, so that no two lists of parts give the same bytes."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def digest(*parts: bytes) -> str:
    """Return the SHA-256 of ``parts``, each with its length in front, in lower-case hexadecimal."""
    return hashlib.sha256(framed(*parts)).hexdigest()


def new_salt() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(SALT_BYTES)


def salted_digest(salt: bytes, payload: bytes) -> str:
    """Return a digest of ``payload`` that cannot be guessed at, or compared with others, without ``salt``."""
    return digest(b"interlocal.vault.salted.1", salt, payload)
