"""Reminders: the only ones in the product."""

from datetime import datetime

from interlocal.foundation.audit.public import act
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.actions.links import send_link
from interlocal.partnerships.commitments.models import Commitment, Reminder


def remind(*, commitment: Commitment, now: datetime) -> bool:
    """Send the reminder that is due today, unless it has gone out; return whether one was sent."""
    with act(by=None, action="commitments.remind", subject=commitment, now=now) as entry:
        rows = Commitment.objects.select_for_update(of=("self",))
        held = rows.select_related("owner", "owed_by", "owed_to", "opened_by").get(pk=commitment.pk)
        stage = rules.reminder_stage(held, rules.day_of(now))
        entry.record(stage=stage)
        if not stage or held.owner is None or held.due_on is None:
            return False
        reminder, is_new = Reminder.objects.get_or_create(
            commitment=held, due_on=held.due_on, stage=stage, defaults={"person": held.owner, "sent_at": now}
        )
        if is_new:
            template = "overdue" if stage.startswith("overdue") else "reminder"
            send_link(commitment=held, key=f"reminder:{reminder.public_id}", template=template, now=now)
        return is_new
