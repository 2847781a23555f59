"""The same wiring, dispatched by real jobs."""

from tests.kernel.outbox.wiring import LISTENERS

DISPATCH_DELIVERY = "interlocal.foundation.jobs.public.dispatch_delivery"

__all__ = ["DISPATCH_DELIVERY", "LISTENERS"]
