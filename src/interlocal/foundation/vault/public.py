"""The door of the vault."""

from interlocal.foundation.vault.boxes import (
    derive,
    new_key_pair,
    open_box,
    open_with,
    public_half,
    seal_nested,
    seal_to,
    seal_with,
)
from interlocal.foundation.vault.digests import digest, new_salt, salted_digest
from interlocal.foundation.vault.encryption import decrypt, encrypt, keyed_digest
from interlocal.foundation.vault.exceptions import Altered, KeyMissing, KeyUnsafe, KeyWrong, VaultError
from interlocal.foundation.vault.fields import EncryptedTextField
from interlocal.foundation.vault.jwt import payload_of_token
from interlocal.foundation.vault.keyring import forget_keys, prepare_keys
from interlocal.foundation.vault.locks import lock_with_passphrase
from interlocal.foundation.vault.queries import require_keys
from interlocal.foundation.vault.recovery import (
    RecoveryKeys,
    is_proof,
    key_file_content,
    new_recovery_secret,
    open_for_this_house,
    proof_of,
    put_key_file_back,
    recovery_keys,
    seal_for_this_house,
)
from interlocal.foundation.vault.rotation import rotate_data_key, rotate_master_key
from interlocal.foundation.vault.signing import (
    published_key,
    published_keys,
    rotate_signing_key,
    sign_token,
    signing_key_id,
    verified_payload,
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
    "RecoveryKeys",
    "SealedReader",
    "SealedSpool",
    "SealedWriter",
    "VaultError",
    "decrypt",
    "derive",
    "digest",
    "encrypt",
    "forget_keys",
    "is_proof",
    "key_file_content",
    "keyed_digest",
    "lock_with_passphrase",
    "new_key_pair",
    "new_recovery_secret",
    "new_salt",
    "open_box",
    "open_for_this_house",
    "open_sealed_reader",
    "open_sealed_writer",
    "open_with",
    "payload_of_token",
    "prepare_keys",
    "proof_of",
    "public_half",
    "published_key",
    "published_keys",
    "put_key_file_back",
    "recovery_keys",
    "require_keys",
    "rotate_data_key",
    "rotate_master_key",
    "rotate_signing_key",
    "salted_digest",
    "seal_for_this_house",
    "seal_nested",
    "seal_to",
    "seal_with",
    "sign_token",
    "signing_key_id",
    "verified_payload",
]
