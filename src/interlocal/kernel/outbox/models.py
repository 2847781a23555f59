"""The outbox's two tables: what happened, and who has still to hear of it."""

from django.db import models

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.privacy import NO_PERSONAL_DATA


class OutboxEvent(models.Model):
    """One event, as announced; events name records by public id and carry no personal data."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    payload = models.JSONField()
    announced_at = models.DateTimeField()

    privacy = NO_PERSONAL_DATA

    class Meta:
        app_label = "kernel"

    def __str__(self) -> str:
        return f"{self.name} {self.public_id}"


class OutboxDelivery(models.Model):
    """One listener's share of an event. Its public id is the idempotency key of the listener's effects."""

    public_id = PublicIdField()
    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=200)
    delivered_at = models.DateTimeField(null=True)

    privacy = NO_PERSONAL_DATA

    class Meta:
        app_label = "kernel"
        constraints = [
            models.UniqueConstraint(fields=["event", "listener"], name="one_delivery_per_listener"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(delivered_at=None), name="undelivered"),
        ]

    def __str__(self) -> str:
        return f"{self.listener} <- {self.event_id}"
