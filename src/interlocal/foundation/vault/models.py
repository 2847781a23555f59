"""Data keys: what encrypts the data, each wrapped by a master key that is not in the database."""

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
