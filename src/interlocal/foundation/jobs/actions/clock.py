"""Bring back to the present what a clock that ran ahead put off, once it was set right."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet

from interlocal.foundation.jobs.models import Job, ScheduleSlot, State
from interlocal.foundation.jobs.rules import LONGEST_WAIT, Schedule

# Machines that share the work may differ by less than this.
APART = timedelta(minutes=10)


def heed_clock(schedules: Iterable[Schedule], *, now: datetime) -> bool:
    """Return whether anything had been put off; it is then due as if the clock had never run ahead.

    A lease that ends too late is cut to its length: a runner that lives renews it, one that died loses the
    job. A job that was queued, or last tried, at a time still to come is due now. A schedule goes on from its
    present slot; what ran in slots still to come runs again when they come.
    """
    slots = dict(ScheduleSlot.objects.values_list("schedule", "slot"))
    ahead = [each for each in schedules if slots.get(each.name, "") > each.slot(now + APART)]
    moved = [_bring_back_slot(schedule, now) for schedule in ahead]
    if not (_bring_back_jobs(now) or any(moved)):
        return False
    cache.clear()  # counts of tries would last as long as the clock was wrong
    return True


def _bring_back_jobs(now: datetime) -> bool:
    ahead, lease = now + APART, settings.INTERLOCAL_JOB_LEASE
    late = Job.objects.filter(due_at__gt=ahead)
    if not late.exists():  # looking takes no lock
        return False
    made_ahead, tried_ahead = Q(attempts=0, created_at__gt=ahead), Q(attempts__gt=0, started_at__gt=ahead)
    was_put_off = Q(state__in=(State.QUEUED, State.WAITING)) & (made_ahead | tried_ahead)
    waits_for_nothing = Q(state=State.QUEUED, not_before=None)
    waits_too_long = Q(state=State.WAITING, attempts__gt=0, due_at__gt=ahead + LONGEST_WAIT)
    cut = late.filter(state=State.RUNNING, due_at__gt=ahead + lease).update(due_at=now + lease)
    return bool(cut + _due_now(late.filter(was_put_off | waits_for_nothing | waits_too_long), now))


def _due_now(jobs: QuerySet[Job], now: datetime) -> int:
    return jobs.update(due_at=now, not_before=None)


def _bring_back_slot(schedule: Schedule, now: datetime) -> bool:
    furthest = schedule.slot(now + APART)
    with transaction.atomic():
        slots = ScheduleSlot.objects.select_for_update()
        held = slots.filter(schedule=schedule.name, slot__gt=furthest).first()
        if held is None:  # another worker was faster
            return False
        held.slot, held.queued_at = schedule.slot(now), now
        held.save(update_fields=["slot", "queued_at"])
        # The keys of the slots still to come are free again.
        key = f"{schedule.name}:"
        ran_ahead = Job.objects.filter(key__startswith=key, created_at__gt=now + APART)
        for job in ran_ahead.filter(key__gt=f"{key}{furthest}"):
            job.key = f"{job.key}@{job.public_id}"
            job.save(update_fields=["key"])
    return True
