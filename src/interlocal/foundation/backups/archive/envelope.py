"""The head of a backup, and its two locks: the recovery sheet's, and this installation's own master key.

The stream's key is random. It lies in the head twice: sealed to the sheet, with a proof that only the
installation or the sheet can make, and under the master key, so that the machine can read its own backup
again without the sheet. Both cover what the head says.
"""

import base64
import binascii
import json
import secrets
from dataclasses import asdict, dataclass
from typing import BinaryIO

from interlocal.foundation.backups.recovery.code import fingerprint_of
from interlocal.foundation.vault.public import (
    Altered,
    SealedReader,
    VaultError,
    is_proof,
    open_box,
    open_for_this_house,
    proof_of,
    recovery_keys,
    seal_for_this_house,
    seal_to,
)

MAGIC = b"interlocal backup 1\n"
KEY_BYTES = 32
_LENGTH_BYTES = 4
_LARGEST_HEAD = 64 * 1024


class BackupWrong(Exception):
    """A file is no backup, is cut or changed, or another key opens it; the message says which."""


@dataclass(frozen=True)
class Head:
    """What a backup says of itself, readable without a key."""

    made_at: str
    version: str
    fingerprint: str
    number: str

    @property
    def context(self) -> bytes:
        """What ties keys and stream to this head."""
        return MAGIC + json.dumps(asdict(self), sort_keys=True).encode()


@dataclass(frozen=True)
class Locks:
    """The stream's key, sealed twice, and the proof that the first was sealed here."""

    to_the_sheet: bytes
    proof: bytes
    for_this_house: bytes


def write_head(target: BinaryIO, head: Head, *, public_key: bytes, proof_key: bytes) -> bytes:
    """Write the head and its locks; return the stream's new key."""
    key = secrets.token_bytes(KEY_BYTES)
    box = seal_to(public_key, key)
    locks = {
        "to_the_sheet": box,
        "proof": proof_of(proof_key, head.context, box),
        "for_this_house": seal_for_this_house(key, head.context),
    }
    said = {**asdict(head), **{name: base64.b64encode(value).decode() for name, value in locks.items()}}
    content = json.dumps(said, sort_keys=True).encode()
    target.write(MAGIC + len(content).to_bytes(_LENGTH_BYTES, "big") + content)
    return key


def read_head(source: BinaryIO) -> tuple[Head, Locks]:
    """Read the head, and leave ``source`` at the stream's beginning; raises ``BackupWrong``."""
    if source.read(len(MAGIC)) != MAGIC:
        raise BackupWrong("This file is not a backup of Interlocal, or its beginning is missing.")
    length = int.from_bytes(source.read(_LENGTH_BYTES), "big")
    try:
        said = json.loads(source.read(min(length, _LARGEST_HEAD)))
        locks = Locks(
            **{name: base64.b64decode(said.pop(name), validate=True) for name in Locks.__annotations__}
        )
        return Head(**{name: str(said[name]) for name in Head.__annotations__}), locks
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise BackupWrong("The beginning of this backup is damaged: use another copy of it.") from None


def with_the_sheet(head: Head, locks: Locks, secret: bytes) -> bytes:
    """Return the stream's key by the recovery secret; raises ``BackupWrong`` for another sheet's."""
    keys = recovery_keys(secret)
    if fingerprint_of(keys.public) != head.fingerprint:
        raise BackupWrong(
            f"This backup was made for the recovery sheet {head.fingerprint}; the key is that of "
            f"{fingerprint_of(keys.public)}."
        )
    if not is_proof(locks.proof, keys.proof, head.context, locks.to_the_sheet):
        raise BackupWrong(
            "The beginning of this backup was changed, or somebody else made it for this sheet."
        )
    try:
        return open_box(keys.private, locks.to_the_sheet)
    except Altered as error:
        raise BackupWrong(str(error)) from None


def with_this_house(head: Head, locks: Locks) -> bytes:
    """Return the stream's key by the vault's key file here; raises ``BackupWrong`` where it is another."""
    try:
        return open_for_this_house(locks.for_this_house, head.context)
    except VaultError as error:
        raise BackupWrong(f"The vault's key file here does not open this backup: {error}") from None


def open_backup(source: BinaryIO, head: Head, key: bytes) -> SealedReader:
    """Return the stream of parts. Reading raises ``Altered`` at a chunk that is changed or missing."""
    return SealedReader(source, key, head.context, closes_source=False)
