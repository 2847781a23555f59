"""Rosters at least cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mutual.rosters.costs import Cost, cost_of, hours_by_week
from mutual.rosters.coverage import coverage
from mutual.rosters.errors import RosterError
from mutual.rosters.model import built
from mutual.rosters.people import Duty
from mutual.rosters.program import Answer, Search
from mutual.rosters.requirement import Counts, Requirement
from mutual.rosters.rules import Rules


class NothingFound(RosterError):
    """The time was over before any roster was found, and none is proved impossible."""


@dataclass(frozen=True, eq=False)
class Roster:
    """Who works what, what it costs, and how much less it could cost at most.

    ``duties`` stand by day and person; ``there`` and ``missing`` have the shape (posts, days, slots).
    ``bound`` is proved: no roster under the rules costs less. ``is_proven`` says that the search ended by
    itself: at the least cost, or within the gap that was asked for.
    """

    rules: Rules
    requirement: Requirement
    duties: tuple[Duty, ...]
    cost: Cost
    there: Counts
    missing: Counts
    bound: float
    is_proven: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How much less it could cost at most, as part of what it costs."""
        total = self.cost.total
        return max(0.0, total - self.bound) / total if total > 0 else 0.0

    @property
    def short_hours(self) -> float:
        """Hours for which someone is missing."""
        return float(self.missing.sum()) * self.rules.period.slot / 60

    def duty(self, person: str, day: int) -> Duty | None:
        """Return what a person works on a day."""
        return next((one for one in self.duties if (one.person, one.day) == (person, day)), None)

    def hours(self) -> dict[str, list[float]]:
        """Return the paid hours of each person by week."""
        return dict(hours_by_week(self.rules, self.duties))


def make_roster(rules: Rules, requirement: Requirement, *, search: Search | None = None) -> Roster:
    """Return a roster at least cost, or the best that the search found in its time.

    The same rules, requirement and seed give the same roster wherever the search ends by itself; where the
    time ends it, a quicker machine comes further. Raises ``RosterError`` where rules and requirement do not
    belong together, ``RulesClash``, which names the rules, where there is no roster, and ``NothingFound``.
    """
    requirement.fits(rules.period, rules.posts)
    search = search or Search()
    model = built(rules, requirement, price=rules.pay.short)
    answer = model.program.solve(search)
    if answer.values is None:
        raise _refusal(rules, requirement, answer, search)
    found = written_roster(rules, requirement, model.duties(answer.values))
    return replace(found, bound=answer.bound, is_proven=answer.is_proven, seconds=answer.seconds)


def written_roster(rules: Rules, requirement: Requirement, duties: Sequence[Duty]) -> Roster:
    """Return duties that somebody wrote as a roster: what they cost, and who is missing where.

    Nothing is known of how good it is: its bound is 0. ``check_roster`` says which rules it breaks. Raises
    ``RosterError`` for people, posts or days that the rules do not know.
    """
    requirement.fits(rules.period, rules.posts)
    for duty in duties:
        if duty.person not in rules.by_name or duty.post not in rules.posts:
            raise RosterError(f"{duty.person} at {duty.post}: the rules do not know that person or post.")
        if not 0 <= duty.day < rules.period.days:
            raise RosterError(f"{duty.person}: {rules.period.date_of(duty.day)} is not in the period.")
    there = coverage(rules, duties)
    missing = (requirement.need - there).clip(min=0)
    cost = cost_of(rules, requirement, duties)
    return Roster(rules, requirement, tuple(duties), cost, there, missing, 0.0, is_proven=False, seconds=0.0)


def _refusal(rules: Rules, requirement: Requirement, answer: Answer, search: Search) -> RosterError:
    if answer.is_infeasible:
        from mutual.rosters.clashes import RulesClash, find_clash

        return RulesClash(find_clash(rules, requirement, search=search))
    return NothingFound(
        f"No roster was found in {answer.seconds:.0f} seconds, and it is not proved that there is none: give "
        "the search more time, or allow people to be missing at a price (pay.short)."
    )
