"""A cohort at its end, on one page: what is missing, who completed, what it cost and who bears it."""

from dataclasses import dataclass
from datetime import datetime

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training.models import ApplicationState, Cohort, CohortShare, CohortState, Session
from interlocal.programs.training.models.learners import ACTIVE
from interlocal.programs.training.queries.completion import Completion, completions
from interlocal.programs.training.queries.costs import Budgeted, CannotBeShared, Share, cost_lines, shares

_WITHOUT_SEAT = {*ACTIVE, ApplicationState.NO_SEAT} - {ApplicationState.SEATED}


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What the close-out page and the report tell.

    ``shares`` are those that would be set now, or that were set; ``problem`` says why there are none.
    ``without_seat`` counts the applications that end with the cohort, or that ended with it.
    """

    cohort: Cohort
    people: tuple[Completion, ...]
    costs: Budgeted
    shares: tuple[Share, ...]
    problem: str
    not_over: tuple[Session, ...]
    without_seat: int

    @property
    def without_record(self) -> list[Completion]:
        """Who has no record for a session that was held."""
        return [one for one in self.people if one.without_record]

    @property
    def missing_records(self) -> int:
        """How many records of attendance are missing."""
        return sum(len(one.without_record) for one in self.people)

    @property
    def without_homework(self) -> list[Completion]:
        """Who attended enough and still lacks homework."""
        return [one for one in self.people if one.homework and one.attended_enough and not one.completes]

    @property
    def completed(self) -> list[Completion]:
        """Who completed."""
        return [one for one in self.people if one.completes]

    @property
    def not_completed(self) -> list[Completion]:
        """Who came and did not complete."""
        return [one for one in self.people if not one.completes and not one.never_came]

    @property
    def no_shows(self) -> list[Completion]:
        """Who attended nothing."""
        return [one for one in self.people if one.never_came]

    @property
    def contact_minutes(self) -> int:
        """Minutes of instruction of all together."""
        return sum(one.minutes for one in self.people)

    @property
    def is_closed(self) -> bool:
        """Is it closed out already?"""
        return self.cohort.state == CohortState.CLOSED_OUT

    @property
    def may_close(self) -> bool:
        """Can it be closed out now, missing records aside?"""
        return self.cohort.state == CohortState.OPEN and not self.not_over and not self.problem


def closing_of(cohort: Cohort, *, now: datetime) -> Closing:
    """Return how ``cohort`` stands at ``now``; one that is closed out keeps the shares that were set."""
    people = completions(cohort, now=now)
    costs = cost_lines(cohort)
    found: list[Share] = []
    problem = ""
    if cohort.state == CohortState.CLOSED_OUT:
        found = _set_shares(cohort)
    else:
        try:
            found = shares(
                cohort,
                people,
                cents=costs.actual_cents,
                rule=cohort.cost_rule,
                formula=cohort.cost_formula,
                on=now.date(),
            )
        except (CannotBeShared, Refusal) as refused:
            problem = str(refused)
    return Closing(
        cohort=cohort,
        people=tuple(people),
        costs=costs,
        shares=tuple(found),
        problem=problem,
        not_over=tuple(cohort.sessions.filter(cancelled_at=None, ends_at__gt=now)),
        without_seat=cohort.applications.filter(state__in=_WITHOUT_SEAT).count(),
    )


def _set_shares(cohort: Cohort) -> list[Share]:
    rows = CohortShare.objects.filter(cohort=cohort).select_related("jurisdiction")
    return [
        Share(jurisdiction=one.jurisdiction, seats_used=one.seats_used, cents=one.cents, working=one.working)
        for one in rows
    ]
