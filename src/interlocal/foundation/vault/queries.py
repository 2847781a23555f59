"""What can be asked of the vault."""

from interlocal.foundation.vault.keyfile import master_keys
from interlocal.foundation.vault.models import DataKey
from interlocal.foundation.vault.wrapping import unwrap


def require_keys() -> int:
    """Open every data key of this database; return how many there are.

    Raises ``VaultError`` when the key file is missing, unsafe, or not this database's. A database that holds
    nothing encrypted yet needs no key file. For start-up, health and deployment checks.
    """
    rows = list(DataKey.objects.order_by("pk"))
    if rows:
        masters = master_keys()
        for row in rows:
            unwrap(row, masters)
    return len(rows)
