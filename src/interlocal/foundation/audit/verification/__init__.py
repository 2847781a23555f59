"""Verifying a book: every entry, its details, its place, and its end."""

from interlocal.foundation.audit.verification.books import verify_book, verify_entry
from interlocal.foundation.audit.verification.findings import Fault, FaultKind, Verification

__all__ = ["Fault", "FaultKind", "Verification", "verify_book", "verify_entry"]
