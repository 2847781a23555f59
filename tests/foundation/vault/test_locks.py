"""A made-up key under a passphrase opens as the pages' scripts open it."""

import base64
from typing import Any

import pytest
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from interlocal.foundation.vault.public import lock_with_passphrase

PRIVATE = bytes(range(32))


def opened(lock: dict[str, Any], passphrase: str) -> bytes:
    salt, nonce, box = (base64.b64decode(lock[name]) for name in ("salt", "nonce", "box"))
    key = argon2id.kdf(
        SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=lock["rounds"], memlimit=lock["memory"]
    )
    return SecretBox(key).decrypt(box, nonce)


def test_lock_opens_with_its_passphrase_alone() -> None:
    lock = lock_with_passphrase(PRIVATE, "contraseña larga")

    assert opened(lock, "contraseña larga") == PRIVATE
    with pytest.raises(CryptoError):
        opened(lock, "contrasena larga")


def test_lock_takes_a_passphrase_in_either_way_of_writing_its_letters() -> None:
    assert opened(lock_with_passphrase(PRIVATE, "contrasen\u0303a"), "contrase\u00f1a") == PRIVATE


def test_two_locks_share_nothing() -> None:
    one, two = (lock_with_passphrase(PRIVATE, "look around") for _ in range(2))

    assert [name for name in ("salt", "nonce", "box") if one[name] == two[name]] == []
