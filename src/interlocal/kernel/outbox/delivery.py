"""Delivery: each listener alone, its effects and its done-mark in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.module_loading import import_string

from interlocal.kernel.outbox.events import event_class
from interlocal.kernel.outbox.models import OutboxDelivery, OutboxEvent

_AT_A_TIME = 1000


@dataclass(frozen=True)
class Delivery:
    """What a listener is told about its delivery: the idempotency ``key`` and the moment."""

    key: str
    now: datetime


def deliver(key: str, *, now: datetime) -> bool:
    """Let the listener of delivery ``key`` hear its event; return whether it had still to be heard.

    The listener's writes and the done-mark commit together, so they happen once however often this is
    called. What the listener raises is raised here, and undoes that listener's writes alone.
    """
    with transaction.atomic():
        delivery = OutboxDelivery.objects.select_for_update().filter(public_id=key).first()
        if delivery is None or delivery.delivered_at is not None:
            return False
        event = event_class(delivery.event.name).from_payload(delivery.event.payload)
        import_string(delivery.listener)(event, delivery=Delivery(key=key, now=now))
        delivery.delivered_at = now
        delivery.save(update_fields=["delivered_at"])
    return True


def pending_deliveries() -> QuerySet[OutboxDelivery]:
    """Return what nobody has heard yet, oldest first."""
    return OutboxDelivery.objects.filter(delivered_at=None).select_related("event").order_by("pk")


def forget_delivered(*, before: datetime) -> int:
    """Delete events announced before ``before`` that everybody has heard; return how many."""
    owed = OutboxDelivery.objects.filter(event=OuterRef("pk"), delivered_at=None)
    heard = OutboxEvent.objects.filter(~Exists(owed), announced_at__lt=before)
    count = 0
    while keys := list(heard.values_list("pk", flat=True)[:_AT_A_TIME]):
        OutboxEvent.objects.filter(pk__in=keys).delete()
        count += len(keys)
    return count
