"""What the backups hear from the vault below."""

from interlocal.foundation.backups.actions import seal_key_file_again
from interlocal.foundation.vault.events import MasterKeyRotated
from interlocal.kernel.outbox import Delivery


def keep_rotated_key_file(_event: MasterKeyRotated, *, delivery: Delivery) -> None:
    """Seal the new key file to the recovery sheet."""
    seal_key_file_again(now=delivery.now)
