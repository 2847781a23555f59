"""Public ids: what stands in addresses, and tells nobody how many records there are."""

import secrets
from typing import Any

from django.db import models

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
LENGTH = 16


def new_public_id() -> str:
    """Return 16 random characters of Crockford base 32 (80 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    """A unique, random, unguessable id for addresses and for references between rooms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=LENGTH, unique=True, editable=False, default=new_public_id)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "unique", "editable", "default"):
            kwargs.pop(implied, None)
        return name, path, args, kwargs
