"""The keyring: data keys made when first needed, unwrapped once per process, and kept in memory only."""

import os
import secrets
import threading
import time
from datetime import datetime
from functools import partial

from django.db import IntegrityError, connection, transaction

from interlocal.foundation.vault.exceptions import KeyMissing
from interlocal.foundation.vault.keyfile import KEY_BYTES, MasterKeys, make_key_file, master_keys
from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.queries import require_keys
from interlocal.foundation.vault.wrapping import unwrap, wrap
from interlocal.kernel import clock

# How long a process may go on encrypting with a data key that another process has retired.
CURRENT_FOR_SECONDS = 60.0

_lock = threading.RLock()
_keys: dict[str, bytes] = {}
_current: dict[str, tuple[str, float]] = {}
# Keys made in a transaction that may still be rolled back: remembering one would seal data nobody can open.
_uncommitted: set[str] = set()


def prepare_keys(*, now: datetime) -> None:
    """Make the key file where nothing is encrypted yet; elsewhere open every key of this database.

    For start-up: raises ``VaultError`` when the key file is missing, unsafe, or not this database's.
    """
    if not require_keys():
        try:
            master_keys()
        except KeyMissing:
            make_key_file(now)


def current_key(purpose: str) -> tuple[str, bytes]:
    """Return the id and the key that encrypt for ``purpose`` now; a purpose's first use makes its key."""
    with _lock:
        key_id, known_at = _current.get(purpose, ("", 0.0))
        if key_id in _keys and time.monotonic() - known_at < CURRENT_FOR_SECONDS:
            return key_id, _keys[key_id]
    row = DataKey.objects.filter(purpose=purpose, retired_at=None).first() or make_data_key(purpose)
    key = unwrap(row, master_keys())
    _remember(row, key)
    return row.key_id, key


def key_of(key_id: str) -> bytes:
    """Return the data key of that id, in use or retired; raises ``KeyMissing`` when the database lacks it."""
    with _lock:
        if key_id in _keys:
            return _keys[key_id]
    row = DataKey.objects.filter(key_id=key_id).first()
    if row is None:
        raise KeyMissing(
            f"Data key {key_id} is not in this database: what it sealed comes from another database, or the "
            "keys' table was cut. Restore the database that holds it."
        )
    key = unwrap(row, master_keys())
    _remember(row, key)
    return key


def make_data_key(purpose: str) -> DataKey:
    """Make a data key for ``purpose``; when somebody was faster, return theirs."""
    # A key is made wherever it is first needed, deep below the views: so its time is asked for here.
    now = clock.now()
    with transaction.atomic():
        hold_data_keys(exclusively=False)
        masters = master_keys() if DataKey.objects.exists() else _first_master_keys()
        row = DataKey(key_id=secrets.token_hex(16), purpose=purpose, created_at=now)
        wrap(row, secrets.token_bytes(KEY_BYTES), masters.current)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            return DataKey.objects.get(purpose=purpose, retired_at=None)
        _uncommitted.add(row.key_id)
        transaction.on_commit(partial(_uncommitted.discard, row.key_id))
    return row


def hold_data_keys(*, exclusively: bool) -> None:
    """Keep key making and the end of a master key's rotation apart, until the transaction ends.

    A key wrapped by a master key that is dropped at that moment would be lost. SQLite's transactions are
    already one after another.
    """
    if connection.vendor == "postgresql":
        mode = "SHARE ROW EXCLUSIVE" if exclusively else "ROW EXCLUSIVE"
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {connection.ops.quote_name(DataKey._meta.db_table)} IN {mode} MODE")


def forget_keys(**_signal: object) -> None:
    """Forget every key in memory; the next use reads them again."""
    with _lock:
        _keys.clear()
        _current.clear()


def _first_master_keys() -> MasterKeys:
    try:
        return master_keys()
    except KeyMissing:
        return make_key_file(clock.now())


def _remember(row: DataKey, key: bytes) -> None:
    if row.key_id in _uncommitted:
        return
    with _lock:
        _keys[row.key_id] = key
        if row.retired_at is None:
            _current[row.purpose] = (row.key_id, time.monotonic())


# Held across a fork, so that the child never inherits a lock whose holder was not copied.
os.register_at_fork(before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release)
