"""Who may never read a report, written so that the list names nobody."""

from interlocal.foundation.vault.public import keyed_digest

PURPOSE = "hotline.exclusions"


def exclusion_digest(report_id: str, user_id: str) -> str:
    """Return the digest of a person's public id, keyed for the report of that public id."""
    return keyed_digest(PURPOSE, f"{report_id}:{user_id}".encode())


def book_of(report_id: str) -> str:
    """Return the name of a report's own audit book."""
    return f"hotline:{report_id}"
