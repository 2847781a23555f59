"""What a receipt finds and opens: both derived from it, and neither leads back to it."""

from interlocal.foundation.vault.public import derive
from interlocal.programs.hotline.rules.receipt import receipt_bytes

PURPOSE = "hotline.receipts"
CONTEXT = b"hotline.receipt"


def lookup_of(receipt: int) -> str:
    """Return the digest under which the report of a receipt is found."""
    return derive(PURPOSE, receipt_bytes(receipt), "lookup").hex()


def wrap_key_of(receipt: int) -> bytes:
    """Return the key under which a receipt keeps the private report key."""
    return derive(PURPOSE, receipt_bytes(receipt), "wrap")
