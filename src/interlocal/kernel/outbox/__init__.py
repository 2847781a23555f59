"""The one outbox: typed events, written with the change they tell of, delivered after it has committed."""

from interlocal.kernel.outbox.delivery import Delivery, deliver, forget_delivered, pending_deliveries
from interlocal.kernel.outbox.events import Event, announce

__all__ = ["Delivery", "Event", "announce", "deliver", "forget_delivered", "pending_deliveries"]
