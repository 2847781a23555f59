"""Rotation: a new master key, or a new data key, without a moment in which something cannot be read.

Both can be killed at any point and simply run again.
"""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Cast

from interlocal.foundation.vault.encryption import DIGEST_PURPOSE, parts_of
from interlocal.foundation.vault.events import DataKeyRotated, MasterKeyRotated
from interlocal.foundation.vault.exceptions import KeyMissing
from interlocal.foundation.vault.fields import EncryptedTextField
from interlocal.foundation.vault.keyfile import MasterKeys, add_master_key, keep_only_current, master_keys
from interlocal.foundation.vault.keyring import current_key, forget_keys, hold_data_keys, make_data_key
from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.wrapping import unwrap, wrap
from interlocal.kernel import outbox

BATCH = 200


def rotate_master_key(*, now: datetime) -> int:
    """Make a new master key, wrap every data key again under it, then drop the old one; return how many.

    A rotation that was interrupted (the file holds two keys) is finished instead of begun anew. A copy of the
    database made before needs the key file of that day. Raises ``VaultError`` when the file cannot open all.
    """
    masters = master_keys()
    for row in DataKey.objects.order_by("pk"):
        unwrap(row, masters)
    if len(masters.keys) == 1:
        masters = add_master_key(now)
    while _rewrap_batch(masters):
        pass
    with transaction.atomic():
        hold_data_keys(exclusively=True)
        _rewrap_all(masters)
        count = DataKey.objects.count()
        outbox.announce(MasterKeyRotated(master_id=masters.current.id, data_keys=count), now=now)
    keep_only_current()
    forget_keys()
    return count


def rotate_data_key(purpose: str, *, now: datetime) -> int:
    """Give ``purpose`` a new data key and encrypt its registered columns again; return how many values.

    The old key is retired, not deleted: stored files and values that rooms encrypt by themselves still open.
    Raises ``KeyMissing`` for a purpose without a key, ``ValueError`` for keyed digests, whose key must stay.
    """
    if purpose.startswith(DIGEST_PURPOSE):
        raise ValueError(
            "The key of keyed digests is not rotated: nothing could be found by its digest again."
        )
    with transaction.atomic():
        in_use = DataKey.objects.select_for_update().filter(purpose=purpose, retired_at=None)
        if not in_use.update(retired_at=now):
            raise KeyMissing(f"Nothing has been encrypted for {purpose!r} yet: there is no key to rotate.")
        key_id = make_data_key(purpose).key_id
    forget_keys()
    count = reencrypt(purpose)
    with transaction.atomic():
        outbox.announce(DataKeyRotated(purpose=purpose, key_id=key_id, values=count), now=now)
    return count


def reencrypt(purpose: str) -> int:
    """Encrypt again every registered value of ``purpose`` that lies under a retired key; return how many."""
    key_id, _ = current_key(purpose)
    return sum(_reencrypt_column(field, key_id) for field in encrypted_fields() if field.purpose == purpose)


def values_under_retired_keys(purpose: str) -> int:
    """Count the registered values of ``purpose`` that ``reencrypt`` would change."""
    key_id, _ = current_key(purpose)
    fields = [field for field in encrypted_fields() if field.purpose == purpose]
    return sum(
        _is_under_other_key(field, raw, key_id) for field in fields for _, raw in _stored_values(field)
    )


def encrypted_fields() -> list[EncryptedTextField]:
    """Return every encrypted column of every installed model."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    ]


def _rewrap_batch(masters: MasterKeys) -> int:
    with transaction.atomic():
        rows = (
            DataKey.objects.select_for_update().exclude(master_id=masters.current.id).order_by("pk")[:BATCH]
        )
        return _rewrap(list(rows), masters)


def _rewrap_all(masters: MasterKeys) -> int:
    return _rewrap(list(DataKey.objects.exclude(master_id=masters.current.id)), masters)


def _rewrap(rows: list[DataKey], masters: MasterKeys) -> int:
    for row in rows:
        wrap(row, unwrap(row, masters), masters.current)
        row.save(update_fields=["master_id", "wrapped"])
    return len(rows)


def _reencrypt_column(field: EncryptedTextField, key_id: str) -> int:
    old = [pk for pk, raw in _stored_values(field) if _is_under_other_key(field, raw, key_id)]
    return sum(
        _reencrypt_batch(field, key_id, old[start : start + BATCH]) for start in range(0, len(old), BATCH)
    )


def _reencrypt_batch(field: EncryptedTextField, key_id: str, pks: list[object]) -> int:
    model: type[models.Model] = field.model
    count = 0
    with transaction.atomic():
        # Locked first, then read: what somebody wrote meanwhile is not overwritten.
        rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=pks)
        for pk, raw in rows.annotate(_stored=Cast(field.name, models.TextField())).values_list(
            "pk", "_stored"
        ):
            if raw is not None and _is_under_other_key(field, raw, key_id):
                model._base_manager.filter(pk=pk).update(**{field.name: field.opened(raw)})
                count += 1
    return count


def _stored_values(field: EncryptedTextField) -> Iterator[tuple[object, str]]:
    """Yield the primary key and the stored text of each value, undecrypted."""
    rows = field.model._base_manager.exclude(**{f"{field.name}__isnull": True})
    stored = rows.annotate(_stored=Cast(field.name, models.TextField())).order_by("pk")
    yield from stored.values_list("pk", "_stored").iterator(chunk_size=2000)


def _is_under_other_key(field: EncryptedTextField, raw: str, key_id: str) -> bool:
    return parts_of(field.ciphertext(raw)).key_id != key_id
