"""What the vault tells the rooms above."""

from dataclasses import dataclass

from interlocal.kernel.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MasterKeyRotated(Event):
    """A new master key wraps all data keys, and the old one is gone from the key file."""

    master_id: str
    data_keys: int


@dataclass(frozen=True, kw_only=True)
class DataKeyRotated(Event):
    """``purpose`` has a new data key, under which its registered columns are encrypted again."""

    purpose: str
    key_id: str
    values: int
