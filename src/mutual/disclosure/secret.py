"""The secret by which ties are broken."""

import hashlib
import hmac
import secrets

import numpy as np

from mutual.disclosure.count_table import CountTable, DisclosureError

LEAST_BYTES = 16


class SecretSeed:
    """Bytes that only those who release tables know; never printed.

    Someone who knows how figures are chosen and how ties are broken can rule out tables for which other
    figures would have been hidden (the minimality attack: R. Wong et al., VLDB 2007). With a secret behind
    every choice among equals that takes the secret too. The same seed and table give the same answer, so
    that running again shows nothing more. Raises ``DisclosureError`` for fewer than 16 bytes.
    """

    def __init__(self, secret: bytes | None = None) -> None:
        if secret is not None and len(secret) < LEAST_BYTES:
            raise DisclosureError(
                f"A secret seed needs {LEAST_BYTES} bytes or more; this one has {len(secret)}."
            )
        self._secret = secrets.token_bytes(32) if secret is None else bytes(secret)

    def generator(self, table: CountTable) -> np.random.Generator:
        """Return a generator that follows from the secret and the table, and from nothing else."""
        told = repr((table.rows, table.columns, table.counts.tolist())).encode()
        digest = hmac.new(self._secret, told, hashlib.sha256).digest()
        return np.random.default_rng(int.from_bytes(digest, "big"))

    def __repr__(self) -> str:
        return "SecretSeed(...)"

    def __reduce__(self) -> str:
        raise TypeError("A secret seed is not written anywhere.")
