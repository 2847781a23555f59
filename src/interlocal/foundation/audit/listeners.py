"""What the audit hears from the vault below it, which cannot write entries itself."""

from interlocal.foundation.audit.actions import act
from interlocal.foundation.audit.refs import Ref
from interlocal.foundation.vault.events import DataKeyRotated, MasterKeyRotated
from interlocal.kernel.outbox import Delivery


def record_master_key_rotated(event: MasterKeyRotated, *, delivery: Delivery) -> None:
    """Write down that the vault has a new master key."""
    subject = Ref("vault.masterkey", event.master_id)
    with act(
        by=None,
        action="vault.rotate_master_key",
        subject=subject,
        now=delivery.now,
        data_keys=event.data_keys,
    ):
        pass


def record_data_key_rotated(event: DataKeyRotated, *, delivery: Delivery) -> None:
    """Write down that a purpose has a new data key."""
    subject = Ref("vault.datakey", event.key_id, label=event.purpose)
    with act(by=None, action="vault.rotate_data_key", subject=subject, now=delivery.now, values=event.values):
        pass
