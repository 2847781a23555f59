"""A model field whose column holds only ciphertext."""

import base64
import binascii
from typing import Any

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from interlocal.foundation.vault.encryption import decrypt, encrypt
from interlocal.foundation.vault.exceptions import Altered


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that is encrypted on its way into the database and decrypted on its way out.

    The ciphertext is bound to its table and column: copied to another column it does not open. (It does open
    in another row of the same column; where that matters, call ``encrypt`` with the record's public id.) Even
    an empty text is stored encrypted, so a column blanked behind our back raises ``Altered``. The column
    cannot be searched, sorted or made unique; ``isnull`` is the one lookup.

    ``purpose`` names the data key (default: the app's label). ``bound_to`` keeps the old "table.column" after
    a rename.
    """

    def __init__(self, *args: Any, purpose: str = "", bound_to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._purpose = purpose
        self._bound_to = bound_to

    @property
    def purpose(self) -> str:
        """The purpose whose data key encrypts the column."""
        return self._purpose or self.model._meta.app_label

    @property
    def bound_to(self) -> bytes:
        """The place that the ciphertext belongs to."""
        return (self._bound_to or f"{self.model._meta.db_table}.{self.column}").encode()

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        if self._purpose:
            kwargs["purpose"] = self._purpose
        if self._bound_to:
            kwargs["bound_to"] = self._bound_to
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Refuse what would need equal texts to look equal."""
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error("An encrypted column cannot be unique or indexed.", obj=self, id="vault.E001")
            )
        return found

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  Django's signature
        text = super().get_db_prep_value(value, connection, prepared)
        return None if text is None else self.sealed(str(text))

    def from_db_value(
        self, value: str | None, _expression: Any, _connection: BaseDatabaseWrapper
    ) -> str | None:
        """Decrypt what the database holds."""
        return None if value is None else self.opened(value)

    def sealed(self, text: str) -> str:
        """Return ``text`` as the column stores it: base64 of the ciphertext."""
        return base64.b64encode(encrypt(self.purpose, text.encode(), self.bound_to)).decode()

    def opened(self, stored: str) -> str:
        """Return the text in ``stored``; raises ``VaultError`` rather than return anything else."""
        return decrypt(self.purpose, self.ciphertext(stored), self.bound_to).decode()

    def ciphertext(self, stored: str) -> bytes:
        """Return the bytes in ``stored``; raises ``Altered`` when the column holds something else."""
        try:
            return base64.b64decode(stored, validate=True)
        except (binascii.Error, ValueError):
            raise Altered(f"{self.bound_to.decode()} holds something that the vault did not write.") from None

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(
            f"{self.model._meta.label}.{self.name} is encrypted and cannot be searched; "
            "keep a keyed_digest beside it."
        )

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(
            f"{self.model._meta.label}.{self.name} is encrypted: {lookup_name} cannot see into it."
        )
