"""What is counted once a year, kept apart from the reports it came from."""

from django.db import models

from interlocal.foundation.vault.public import EncryptedTextField
from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import NO_PERSONAL_DATA

COUNTS = "hotline.counts"


class Count(models.Model):
    """One closed report in the figures of a year: city, category, outcome; encrypted, without the report."""

    public_id = PublicIdField()
    year = models.PositiveSmallIntegerField()
    facts = EncryptedTextField(purpose=COUNTS)

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["public_id"]

    def __str__(self) -> str:
        return str(self.year)


class YearlyFigures(models.Model):
    """The published, suppressed figures of a year: the same for every reader, and never made again."""

    year = models.PositiveSmallIntegerField(unique=True)
    tables = models.JSONField()
    published_on = models.DateField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)
