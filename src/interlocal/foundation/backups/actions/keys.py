"""Making a recovery key, and seeing that its sheet reads as it was printed."""

from datetime import datetime

from interlocal.foundation.audit.public import act, ref_to
from interlocal.foundation.backups.models import RecoveryKey
from interlocal.foundation.backups.queries import recovery_key_in_use
from interlocal.foundation.backups.recovery.code import fingerprint_of
from interlocal.foundation.vault.public import (
    encrypt,
    key_file_content,
    new_recovery_secret,
    prepare_keys,
    recovery_keys,
    seal_to,
)
from interlocal.kernel.exceptions import Refusal

PURPOSE = "backups"


def make_recovery_key(*, now: datetime, replaces: bool = False) -> tuple[RecoveryKey, bytes]:
    """Make a recovery key; return its record, and the secret, which exists nowhere else.

    Raises ``Refusal`` where one is in use, unless this one ``replaces`` it: backups from before still need
    the sheet from before.
    """
    secret = new_recovery_secret()
    keys = recovery_keys(secret)
    prepare_keys(now=now)
    fingerprint = fingerprint_of(keys.public)
    with act(by=None, action="backups.make_recovery_key", now=now, fingerprint=fingerprint) as done:
        before = RecoveryKey.objects.select_for_update().filter(retired_at=None).first()
        if before is not None and not replaces:
            raise Refusal(
                f"There is a recovery key in use, of {before.created_at:%Y-%m-%d}, fingerprint "
                f"{before.fingerprint}. To replace it, say --replace: backups made before need its sheet."
            )
        if before is not None:
            before.retired_at = now
            before.save(update_fields=["retired_at"])
            done.record(replaced=before.fingerprint)
        made = RecoveryKey.objects.create(
            created_at=now,
            fingerprint=fingerprint,
            public_key=keys.public,
            sealed_proof=encrypt(PURPOSE, keys.proof, fingerprint.encode()),
            sealed_key_file=seal_to(keys.public, key_file_content()),
        )
        done.subject = ref_to(made)
    return made, secret


def check_recovery_key(*, secret: bytes, now: datetime) -> RecoveryKey:
    """Note that the sheet was read back right; raises ``Refusal`` when it is not the sheet in use."""
    fingerprint = fingerprint_of(recovery_keys(secret).public)
    found = recovery_key_in_use()
    if found is None or found.fingerprint != fingerprint:
        in_use = "none is in use" if found is None else f"the one in use is {found.fingerprint}"
        raise Refusal(f"This is the recovery sheet {fingerprint}; {in_use}.")
    with act(by=None, action="backups.check_recovery_key", subject=ref_to(found), now=now):
        found.checked_at = now
        found.save(update_fields=["checked_at"])
    return found


def seal_key_file_again(*, now: datetime) -> None:
    """Seal the vault's key file, which has changed, to the sheet in use."""
    found = recovery_key_in_use()
    if found is None:
        return
    with act(by=None, action="backups.seal_key_file", subject=ref_to(found), now=now):
        found.sealed_key_file = seal_to(bytes(found.public_key), key_file_content())
        found.save(update_fields=["sealed_key_file"])
