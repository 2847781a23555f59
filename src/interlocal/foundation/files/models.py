"""Stored files: what is known about them. The bytes lie in the file store under a random key."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.vault.public import EncryptedTextField
from interlocal.kernel.models import Record
from interlocal.kernel.privacy import Privacy


def new_storage_key() -> str:
    """Return a random name for a file's bytes: it tells nothing about them."""
    return secrets.token_hex(16)


class StoredFile(Record):
    """One version of a file, uploaded for one ``purpose``: "<room>.<use>"."""

    purpose = models.CharField(max_length=80)
    open_name = models.CharField(max_length=200, blank=True)
    sealed_name = EncryptedTextField(null=True, editable=False)
    size = models.BigIntegerField(_("size in bytes"))
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    is_sealed = models.BooleanField(default=False)
    storage_key = models.CharField(max_length=32, unique=True, default=new_storage_key, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(default=1)

    privacy = Privacy(
        fields=("open_name", "sealed_name", "uploaded_by"),
        purpose="To find a file again and to know who put it there; its content is the owning room's.",
        keep="As long as the record that the file belongs to.",
    )

    class Meta:
        indexes = [models.Index(fields=["purpose"], name="stored_file_purpose")]

    def __str__(self) -> str:
        return self.open_name or str(_("Sealed file"))

    @property
    def name(self) -> str:
        """The file's name as uploaded, cleaned; a sealed file's is decrypted here."""
        return str(self.sealed_name) if self.is_sealed else self.open_name

    @property
    def seal(self) -> str:
        """The vault's purpose for a sealed file: each owner's files have a data key of their own."""
        return f"files:{self.purpose}"

    @property
    def bond(self) -> bytes:
        """What ties sealed bytes to this record."""
        return self.storage_key.encode()
