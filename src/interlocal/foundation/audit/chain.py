"""The arithmetic of a chain: what is committed to, and how one entry's digest follows from the last."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.db import models
from django.utils.functional import Promise

from interlocal.foundation.vault.public import digest, salted_digest

LABEL_LENGTH = 200


class Detail(Protocol):
    """What a commitment covers."""

    @property
    def actor_id(self) -> str: ...

    @property
    def actor_label(self) -> str: ...

    @property
    def action(self) -> str: ...

    @property
    def subject_kind(self) -> str: ...

    @property
    def subject_id(self) -> str: ...

    @property
    def subject_label(self) -> str: ...

    @property
    def values_json(self) -> str: ...


def genesis(book: str) -> str:
    """Return what the first entry of ``book`` follows: a digest of its name."""
    return digest(b"interlocal.audit.book.1", book.encode())


def entry_digest(*, book: str, seq: int, at: datetime, commitment: str, previous: str) -> str:
    """Return an entry's digest: SHA-256 over its book, place, time, commitment and the digest before."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = (book, str(seq), moment, commitment, previous)
    return digest(b"interlocal.audit.entry.1", *(part.encode() for part in parts))


def commitment_to(detail: Detail, salt: bytes) -> str:
    """Return the salted digest of every column of ``detail``."""
    columns = (
        detail.actor_id,
        detail.actor_label,
        detail.action,
        detail.subject_kind,
        detail.subject_id,
        detail.subject_label,
        detail.values_json,
    )
    return salted_digest(salt, json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode())


def canonical_json(value: Any) -> str:
    """Return ``value`` as JSON of one spelling: sorted keys, no spaces, characters as they are.

    Raises ``TypeError`` for what JSON cannot hold exactly. Floats are among them: two databases write them
    back differently; record cents, or text.
    """
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: Any) -> Any:
    """Return ``value`` made of text, integers, booleans, null, lists and objects only."""
    found: Any
    match value:
        case None | bool():
            found = value
        case int():
            found = int(value)
        case str() | Promise() | Decimal() | UUID():
            found = storable(str(value))
        case date():
            found = value.isoformat()
        case Mapping():
            found = {storable(str(key)): plain(item) for key, item in value.items()}
        case list() | tuple():
            found = [plain(item) for item in value]
        case set() | frozenset():
            found = sorted((plain(item) for item in value), key=str)
        case models.Model() if hasattr(value, "public_id"):
            found = storable(value.public_id)
        case _:
            raise TypeError(f"An audit entry cannot record a {type(value).__name__}.")
    return found


def storable(text: str) -> str:
    """Return ``text`` without what no database or UTF-8 can hold: NUL and lone surrogates."""
    return text.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


def label(text: object) -> str:
    """Return ``text`` as a label of at most 200 characters."""
    return storable(str(text))[:LABEL_LENGTH]
