"""Queue the schedules whose slot has come."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from interlocal.foundation.jobs.actions.enqueue import enqueue
from interlocal.foundation.jobs.models import ScheduleSlot
from interlocal.foundation.jobs.rules import Schedule


def queue_due_schedules(schedules: Iterable[Schedule], *, now: datetime) -> int:
    """Queue each schedule whose present slot was not queued yet; return how many were.

    Slots that passed while no worker ran count as one. A daily or weekly schedule that is new here waits for
    its first slot to come; one that runs every so often starts at once.
    """
    known = dict(ScheduleSlot.objects.values_list("schedule", "slot"))
    due = [schedule for schedule in schedules if known.get(schedule.name) != schedule.slot(now)]
    return sum(_queue(schedule, now=now) for schedule in due)


def _queue(schedule: Schedule, *, now: datetime) -> bool:
    slot = schedule.slot(now)
    with transaction.atomic():
        last, is_new = ScheduleSlot.objects.select_for_update().get_or_create(
            schedule=schedule.name, defaults={"slot": slot, "queued_at": now}
        )
        if is_new and not schedule.starts_at_once:
            return False
        if not is_new and last.slot >= slot:  # another worker was faster, or the clock was set back
            return False
        last.slot, last.queued_at = slot, now
        last.save(update_fields=["slot", "queued_at"])
        enqueue(schedule.task, key=f"{schedule.name}:{slot}", now=now)
    return True
