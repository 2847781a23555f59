"""What the room does when a procedure below has ended."""

from interlocal.kernel.outbox import Delivery
from interlocal.partnerships.agreements.actions import finish_change
from interlocal.partnerships.agreements.models import PartyChange
from interlocal.partnerships.commitments.events import ProcedureFinished


def enter_when_finished(event: ProcedureFinished, *, delivery: Delivery) -> None:
    """Enter a joining or withdrawal whose steps are all settled; heard twice, it is entered once."""
    if event.subject_kind != PartyChange._meta.label_lower:
        return
    change = PartyChange.objects.select_related("jurisdiction", "agreement").filter(
        public_id=event.subject_id
    )
    if (found := change.first()) is not None:
        finish_change(change=found, now=delivery.now)
