"""The key file: the master keys, outside the database, readable by its owner alone."""

import base64
import binascii
import fcntl
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from interlocal.foundation.vault.exceptions import KeyMissing, KeyUnsafe, KeyWrong, VaultError

FORMAT = "interlocal-vault-1"
KEY_BYTES = 32
_NOTE = "Without this file nothing encrypted can be read again: keep a copy, apart from the database's."


@dataclass(frozen=True)
class MasterKey:
    """One master key, its id, and when it was made."""

    id: str
    made_at: str
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class MasterKeys:
    """All master keys in the file, oldest first; the last is the one in use."""

    keys: tuple[MasterKey, ...]

    @property
    def current(self) -> MasterKey:
        """The key that wraps new data keys."""
        return self.keys[-1]

    def get(self, key_id: str) -> MasterKey:
        """Return the key of that id; raises ``KeyWrong`` when the file does not hold it."""
        for key in self.keys:
            if key.id == key_id:
                return key
        raise KeyWrong(
            f"{key_path()} does not hold master key {key_id}, with which this database's keys are wrapped. "
            "It belongs to another installation, or to another moment of this one: restore the file that was "
            "kept with this database."
        )


def key_path() -> Path:
    """Return where the key file is."""
    return Path(settings.INTERLOCAL_VAULT_KEY_FILE)


def master_keys() -> MasterKeys:
    """Read the key file.

    Raises ``KeyMissing`` when there is none, ``KeyUnsafe`` when others can read it, ``KeyWrong`` when it is
    damaged.
    """
    path = key_path()
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            content = file.read()
    except FileNotFoundError:
        raise KeyMissing(
            f"The vault's key file {path} is not there. What is encrypted in this database cannot be read or "
            "written without it: restore it from its copy, or point INTERLOCAL_VAULT_KEY_FILE at it."
        ) from None
    except OSError as error:
        raise VaultError(f"The vault's key file {path} cannot be read: {error.strerror}.") from error
    if mode & 0o077:
        raise KeyUnsafe(
            f"Others can read the vault's key file {path} (mode {mode:04o}): run chmod 600 {path}"
        )
    return _parsed(content)


def make_key_file(now: datetime) -> MasterKeys:
    """Make the key file with one new master key; when another process was faster, read its file."""
    with _locked():
        if not key_path().exists():
            _write((new_master_key(now),))
    return master_keys()


def add_master_key(now: datetime) -> MasterKeys:
    """Add a new master key, which becomes the current one."""
    with _locked():
        _write((*master_keys().keys, new_master_key(now)))
        return master_keys()


def keep_only_current() -> MasterKeys:
    """Drop every master key but the current one."""
    with _locked():
        _write((master_keys().current,))
        return master_keys()


def put_back(content: bytes, now: datetime) -> bool:
    """Write the file again with the keys in ``content``; say whether that changed anything.

    A file with other keys is moved aside, with the moment in its name.
    """
    keys = _parsed(content)
    with _locked():
        path = key_path()
        if path.exists():
            if path.read_bytes() == written_keys(keys.keys).encode():
                return False
            path.rename(path.with_name(f"{path.name}.before-{now:%Y%m%dT%H%M%SZ}"))
        _write(keys.keys)
        return True


def written_keys(keys: tuple[MasterKey, ...]) -> str:
    """Return ``keys`` as the file holds them."""
    document = {
        "format": FORMAT,
        "note": _NOTE,
        "master_keys": [
            {"id": key.id, "made_at": key.made_at, "key": base64.b64encode(key.key).decode()} for key in keys
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def new_master_key(now: datetime) -> MasterKey:
    """Return a new random master key."""
    return MasterKey(secrets.token_hex(8), now.isoformat(timespec="seconds"), secrets.token_bytes(KEY_BYTES))


def _parsed(content: bytes) -> MasterKeys:
    try:
        document = json.loads(content)
        keys = tuple(
            MasterKey(str(item["id"]), str(item["made_at"]), base64.b64decode(item["key"], validate=True))
            for item in document["master_keys"]
        )
        is_whole = (
            document["format"] == FORMAT and bool(keys) and all(len(key.key) == KEY_BYTES for key in keys)
        )
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        is_whole = False
    if not is_whole:
        raise KeyWrong(f"The vault's key file {key_path()} is damaged: restore it from its copy.")
    return MasterKeys(keys)


@contextmanager
def _locked() -> Iterator[None]:
    """Let one process at a time change the key file."""
    path = key_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise VaultError(
            f"Cannot write beside {path}: {error.strerror}. Make its folder writable."
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(keys: tuple[MasterKey, ...]) -> None:
    """Replace the file whole: readers see the old keys or the new, and a crash leaves one of them."""
    path = key_path()
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(written_keys(keys))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise VaultError(f"Cannot write the vault's key file {path}: {error.strerror}.") from error
