"""Data keys encrypt the data, each wrapped by a master key that is not in the database; signing keys sign."""

from django.db import models

from interlocal.kernel.privacy import NO_PERSONAL_DATA


class DataKey(models.Model):
    """One key for one purpose. A retired one still opens what it sealed."""

    key_id = models.CharField(max_length=32, unique=True)
    purpose = models.CharField(max_length=80)
    master_id = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                condition=models.Q(retired_at=None),
                name="one_data_key_in_use_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key_id}"


class SigningKey(models.Model):
    """An RSA key that signs for one purpose: its public half as JSON Web Keys write it, the private sealed.

    One that is retired signs no more, and stays: what it signed is still to be verified.
    """

    key_id = models.CharField(max_length=32, unique=True)
    purpose = models.CharField(max_length=80)
    modulus = models.TextField()
    exponent = models.CharField(max_length=8)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                condition=models.Q(retired_at=None),
                name="one_signing_key_in_use_per_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key_id}"
