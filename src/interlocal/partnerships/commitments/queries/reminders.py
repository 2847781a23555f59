"""What somebody has to be reminded of today."""

from collections.abc import Iterator
from datetime import date

from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import Commitment, Reminder


def due_reminders(today: date) -> Iterator[Commitment]:
    """Yield the commitments whose reminder is due today and has not gone out."""
    near = Commitment.objects.still_owed().filter(owner__is_active=True, due_on__lte=today + rules.WEEK)
    reminders = Reminder.objects.filter(commitment__in=near.order_by())
    sent = set(reminders.values_list("commitment_id", "due_on", "stage"))
    for commitment in near:
        stage = rules.reminder_stage(commitment, today)
        if stage and (commitment.pk, commitment.due_on, stage) not in sent:
            yield commitment
