"""Bases of every record, and the outbox's tables."""

from django.db import models

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.outbox.models import OutboxDelivery, OutboxEvent

__all__ = ["OutboxDelivery", "OutboxEvent", "Record"]


class Record(models.Model):
    """Abstract: a record with a public id and the moment of its making, both fixed at birth."""

    public_id = PublicIdField()
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True
