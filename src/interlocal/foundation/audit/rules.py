"""Who may read the audit, what an action may be called, and which books are shared."""

import re
from enum import unique

from interlocal.kernel import permissions

PARTNERSHIP_BOOK = "partnership"

# Only these appear on shared pages, in exports and in published heads. A sealed room keeps a book of its own
# and reads it behind its own door.
SHARED_BOOKS = (PARTNERSHIP_BOOK,)

# A longer book is verified by command: a page should answer within seconds.
FULL_CHECK_LIMIT = 50_000

# What a reader writes to ask for entries that no person made.
SYSTEM = "system"

# The action that deletes details, and lists which.
REDACT = "audit.redact"

_ACTION = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_BOOK = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,79}")


@unique
class Permission(permissions.Permission):
    """What one may do with the audit."""

    READ = "audit.read"


def require_action_name(action: str) -> None:
    """Raise ``ValueError`` unless ``action`` reads ``<room>.<verb>``, for example ``commitments.close``."""
    if not _ACTION.fullmatch(action) or len(action) > 80:
        raise ValueError(f"An action is named <room>.<verb>, not {action!r}.")


def require_book_name(book: str) -> None:
    """Raise ``ValueError`` unless ``book`` is a plain lower-case name of at most 80 characters."""
    if not _BOOK.fullmatch(book):
        raise ValueError(f"A book's name is lower-case letters, digits and . : _ -, not {book!r}.")
