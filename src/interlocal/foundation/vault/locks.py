"""A private key under a passphrase, as the pages' scripts write it; they alone open it again.

Argon2id stretches the passphrase, XSalsa20-Poly1305 seals the key (libsodium's ``crypto_pwhash`` and
``crypto_secretbox_easy``). Installations make keys in the browser; this is for keys that are made up.
"""

import base64
import unicodedata
from typing import Any

from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

ROUNDS = 3
MEMORY = 64 * 1024 * 1024


def lock_with_passphrase(private: bytes, passphrase: str) -> dict[str, Any]:
    """Return ``private`` sealed under ``passphrase``: kind, salt, limits, nonce and box, in base64."""
    salt = random(argon2id.SALTBYTES)
    normal = unicodedata.normalize("NFKC", passphrase).encode()
    key = argon2id.kdf(SecretBox.KEY_SIZE, normal, salt, opslimit=ROUNDS, memlimit=MEMORY)
    sealed = SecretBox(key).encrypt(private)
    return {
        "kind": "passphrase",
        "salt": _text(salt),
        "rounds": ROUNDS,
        "memory": MEMORY,
        "nonce": _text(sealed.nonce),
        "box": _text(sealed.ciphertext),
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
