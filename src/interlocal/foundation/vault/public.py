"""The door of the vault."""

from interlocal.foundation.vault.digests import digest, new_salt, salted_digest
from interlocal.foundation.vault.encryption import decrypt, encrypt, keyed_digest
from interlocal.foundation.vault.exceptions import Altered, KeyMissing, KeyUnsafe, KeyWrong, VaultError
from interlocal.foundation.vault.fields import EncryptedTextField
from interlocal.foundation.vault.keyring import forget_keys, prepare_keys
from interlocal.foundation.vault.queries import require_keys
from interlocal.foundation.vault.rotation import rotate_data_key, rotate_master_key
from interlocal.foundation.vault.signing import (
    published_key,
    published_keys,
    rotate_signing_key,
    sign_token,
    signing_key_id,
)
from interlocal.foundation.vault.streams import (
    SealedReader,
    SealedSpool,
    SealedWriter,
    open_sealed_reader,
    open_sealed_writer,
)

__all__ = [
    "Altered",
    "EncryptedTextField",
    "KeyMissing",
    "KeyUnsafe",
    "KeyWrong",
    "SealedReader",
    "SealedSpool",
    "SealedWriter",
    "VaultError",
    "decrypt",
    "digest",
    "encrypt",
    "forget_keys",
    "keyed_digest",
    "new_salt",
    "open_sealed_reader",
    "open_sealed_writer",
    "prepare_keys",
    "published_key",
    "published_keys",
    "require_keys",
    "rotate_data_key",
    "rotate_master_key",
    "rotate_signing_key",
    "salted_digest",
    "sign_token",
    "signing_key_id",
]
