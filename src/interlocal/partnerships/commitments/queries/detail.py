"""What stands on a commitment's own page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from interlocal.foundation.accounts.public import User, people_for
from interlocal.foundation.audit.public import Ref
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope
from interlocal.partnerships.commitments.models import Commitment, Step
from interlocal.partnerships.commitments.queries.runs import RunState, run_states


@dataclass(frozen=True)
class Place:
    """A commitment's place in its run: the step it is, and how the run stands."""

    step: Step
    number: int
    run: RunState


def place_in_run(commitment: Commitment, user: User, today: date) -> Place | None:
    """Return where ``commitment`` stands in its run; ``None`` for one that was opened by hand."""
    run = commitment.run
    if run is None:
        return None
    subject = Ref(run.subject_kind, run.subject_id)
    states = run_states([subject], today=today, user=user, procedure=run.procedure.slug)
    steps = run.version.read()
    number = next(place for place, step in enumerate(steps, start=1) if step.key == commitment.step_key)
    return Place(steps[number - 1], number, states[subject, run.jurisdiction.public_id])


def hours_given(commitment: Commitment) -> Decimal:
    """Return the hours of work recorded for ``commitment``."""
    return commitment.hours_entries.aggregate(total=Sum("hours"))["total"] or Decimal(0)


def possible_owners(commitment: Commitment, on: date) -> QuerySet[User]:
    """Return who can look after it: people with a role where it is owed, or in the partnership."""
    local = people_for(jurisdiction_scope(commitment.owed_by.public_id), on=on)
    whole = people_for(PARTNERSHIP, on=on)
    return (local | whole).distinct()
