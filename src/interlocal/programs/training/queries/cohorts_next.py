"""What is to be done next with a cohort, in the order of its life."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlocal.programs.training.models import Cohort, CohortState


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a cohort's life: what to do, the URL name at which it is done, and how far it is."""

    title: str | Promise
    url_name: str = ""
    is_done: bool = False
    is_next: bool = False
    is_last: bool = False
    note: str | Promise = ""


def steps_of(cohort: Cohort, now: datetime) -> list[Step]:
    """Return the steps from call for names to close-out; the first that is not done is next.

    ``cohort`` carries the counts that ``cohorts_for`` adds.
    """
    day = now.astimezone(ZoneInfo(cohort.time_zone)).date()
    capacity, sessions = int(vars(cohort)["capacity"]), vars(cohort)["begins_at"]
    last = vars(cohort)["ends_at"]
    is_open = cohort.state != CohortState.PLANNED
    steps = [
        (_("Say how many seats there are, and each city's share"), "training:shares", capacity > 0),
        (_("Add the sessions"), "training:add-session", sessions is not None),
        (_("Name who teaches"), "training:add-instructor", bool(vars(cohort)["instructed"])),
        (_("Call for names: open the cohort"), "training:open-cohort", is_open),
        (_("Take applications and nominations"), "", is_open and day > cohort.apply_until),
        (_("Release the shares that are not used"), "", cohort.released_at is not None),
        (_("Hold the sessions and record who came"), "", last is not None and last <= now and is_open),
        (_("Close out: certificates, cost, report"), "", cohort.closed_at is not None),
    ]
    found: list[Step] = []
    for place, (title, url_name, is_done) in enumerate(steps, start=1):
        found.append(
            Step(
                title=title,
                url_name=url_name,
                is_done=is_done,
                is_next=not is_done and all(step.is_done for step in found),
                is_last=place == len(steps),
            )
        )
    return found


def next_of(cohort: Cohort, now: datetime) -> Step | None:
    """Return the step that is next, or ``None`` where the cohort is over."""
    if cohort.state in (CohortState.CLOSED_OUT, CohortState.CANCELLED):
        return None
    return next((step for step in steps_of(cohort, now) if step.is_next), None)
