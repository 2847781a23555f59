"""A least set of rules that cannot be kept together, found by leaving out one after the other.

The deletion filter of J. Chinneck and E. Dravnieks ("Locating minimal infeasible constraint sets in linear
programs", ORSA Journal on Computing 3, 1991), over rules as people know them rather than over rows.
"""

import math
import time
from dataclasses import dataclass, field, replace

import numpy as np

from mutual.rosters.clashes.clash import Clash
from mutual.rosters.clashes.families import FAMILIES, Family
from mutual.rosters.clashes.who import must_be_there, too_few_hours, too_few_may
from mutual.rosters.coverage import coverage
from mutual.rosters.missing import missing_stretches
from mutual.rosters.model import built
from mutual.rosters.people import Person
from mutual.rosters.program import Search
from mutual.rosters.requirement import Requirement
from mutual.rosters.rules import Rules

_ASKED = 10  # into how many parts the time is divided
_MOST_SAID = 4
_MOST_WAYS = 3
_MORE_PEOPLE = (1, 2, 3, 5)


def find_clash(rules: Rules, requirement: Requirement, *, search: Search | None = None) -> Clash:
    """Return why no roster keeps the rules, knowing that there is none.

    Takes at most about as long as the search was given. What could not be decided in time stays among the
    rules, and ``is_least`` is false then.
    """
    found = too_few_may(rules, requirement) or too_few_hours(rules, requirement)
    if found is not None:
        return found
    asking = _Asking(requirement, search or Search())
    alone = _by_person(rules, asking)
    if alone is not None:
        return alone
    week = _one_week(rules, asking)
    within = asking if week is None else asking.about(_need_of(requirement, week))
    in_force = [family for family in FAMILIES if family.holds(rules)]
    core = list(in_force)
    for family in in_force:
        fewer = [one for one in core if one is not family]
        if within.is_impossible(_only(rules, in_force, fewer)):
            core = fewer
    asking.is_unsure |= within.is_unsure
    where = _fewest_short(_only(rules, in_force, core), within.requirement, within)
    if week is not None and rules.period.weeks > 1:
        where = (f"What week {week + 1} needs is too much already.", *where)
    if not core:
        where = ("Nobody works two shifts on a day, and that alone leaves too few people.", *where)
    is_least = not asking.is_unsure
    ways = _ways(rules, core, asking)
    return Clash(where, tuple(family.says(rules) for family in core), ways, is_least)


@dataclass(eq=False)
class _Asking:
    """Asks whether there is any roster, and remembers whether some question was not answered in its time."""

    requirement: Requirement
    search: Search
    is_unsure: bool = False
    began: float = field(default_factory=time.monotonic)

    def about(self, requirement: Requirement) -> "_Asking":
        """Return the same about another requirement, in the same time."""
        return _Asking(requirement, self.search, self.is_unsure, self.began)

    @property
    def is_over(self) -> bool:
        return time.monotonic() - self.began > self.search.seconds

    @property
    def part(self) -> Search:
        """A part of the time."""
        return replace(self.search, seconds=max(1.0, self.search.seconds / _ASKED), gap=0.0)

    def is_impossible(self, rules: Rules, *, with_need: bool = True) -> bool:
        """Is it proved that no roster keeps these rules?"""
        return self._answer(rules, with_need=with_need) == "none"

    def is_possible(self, rules: Rules) -> bool:
        """Is there a roster that keeps these rules?"""
        return self._answer(rules, with_need=True) == "some"

    def _answer(self, rules: Rules, *, with_need: bool) -> str:
        if self.is_over:
            self.is_unsure = True
            return "unsure"
        hard = must_be_there(rules, self.requirement) if with_need else np.zeros_like(self.requirement.need)
        model = built(rules, Requirement(self.requirement.posts, hard, hard), price=None)
        model.program.costs = [0.0] * len(model.program.costs)
        if model.program.relaxed().solve(self.part).is_infeasible:
            return "none"
        answer = model.program.solve(self.part)
        if answer.values is not None:
            return "some"
        self.is_unsure |= not answer.is_infeasible
        return "none" if answer.is_infeasible else "unsure"


def _one_week(rules: Rules, asking: _Asking) -> int | None:
    """Return the first week whose need cannot be met though the others need nobody, if there is one."""
    for week in range(rules.period.weeks):
        alone = asking.about(_need_of(asking.requirement, week))
        if alone.is_impossible(rules):
            return week
    return None


def _need_of(requirement: Requirement, week: int) -> Requirement:
    """Return what one week needs; the others need nobody."""
    days = slice(7 * week, 7 * week + 7)
    need, least = np.zeros_like(requirement.need), np.zeros_like(requirement.least)
    need[:, days], least[:, days] = requirement.need[:, days], requirement.least[:, days]
    return Requirement(requirement.posts, need, least)


def _only(rules: Rules, in_force: list[Family], kept: list[Family]) -> Rules:
    for family in in_force:
        if family not in kept:
            rules = family.without(rules)
    return rules


def _by_person(rules: Rules, asking: _Asking) -> Clash | None:
    """Return what cannot be kept by one person whatever the posts need, or by nobody together."""
    if not asking.is_impossible(rules, with_need=False):
        return None
    for person in rules.people:
        alone = replace(rules, people=(person,))
        if asking.is_impossible(alone, with_need=False):
            where = f"{person.name} cannot keep them, whatever the posts need."
            return _without_need(alone, asking, where)
    return _without_need(rules, asking, "People cannot keep them together, whatever the posts need.")


def _without_need(rules: Rules, asking: _Asking, where: str) -> Clash:
    in_force = [family for family in FAMILIES if family.holds(rules)]
    core = list(in_force)
    for family in in_force:
        fewer = [one for one in core if one is not family]
        if asking.is_impossible(_only(rules, in_force, fewer), with_need=False):
            core = fewer
    says = tuple(family.says(rules) for family in core)
    return Clash((where,), says, ("Change one of them.",), not asking.is_unsure)


def _fewest_short(rules: Rules, requirement: Requirement, asking: _Asking) -> tuple[str, ...]:
    """Say where people would be missing if as few as possible were."""
    hard = must_be_there(rules, requirement)
    wanted = Requirement(requirement.posts, hard, np.zeros_like(hard))
    model = built(rules, wanted, price=1.0)
    places = {place.column for place in model.columns.places}
    turns = {column for own in model.columns.turns.values() for _, column in own}
    for column in places | turns:
        model.program.costs[column] = 0.0
    answer = model.program.solve(replace(asking.part, seconds=4 * asking.part.seconds))
    if answer.values is None:
        return ()
    missing = (hard - coverage(rules, model.duties(answer.values))).clip(min=0)
    hours = missing.sum() * rules.period.slot / 60
    least = math.ceil(max(0.0, answer.bound) * 4 - 1e-6) / 4
    begins = f"At least {hours:g} hours" if answer.is_proven else f"Between {least:g} and {hours:g} hours"
    found = [str(one) for one in missing_stretches(rules, missing)]
    more = [f"and {len(found) - _MOST_SAID} more times"] if len(found) > _MOST_SAID else []
    return (f"{begins} cannot be covered, say {'; '.join(found[:_MOST_SAID] + more)}.",)


def _ways(rules: Rules, core: list[Family], asking: _Asking) -> tuple[str, ...]:
    """Return what was tried and does, one change alone."""
    found: list[str] = []
    for family in reversed(core):  # what is easiest to decide about stands last
        for way, eased in family.eased(rules):
            if asking.is_over or len(found) == _MOST_WAYS:
                break
            if asking.is_possible(eased):
                found.append(way)
                break
    for more in _MORE_PEOPLE:
        if asking.is_over:
            break
        if asking.is_possible(_with_more(rules, more)):
            who = "one more person" if more == 1 else f"{more} more people"
            found.append(f"{who} who may work any shift anywhere")
            break
    price = "Or allow people to be missing at a price (pay.short), or ask for fewer."
    if not found:
        return ("No small change of one rule alone was found to do in the time of the search.", price)
    return (f"Any one of these would do: {'; '.join(found)}.", price)


def _with_more(rules: Rules, count: int) -> Rules:
    """Return the rules with more people who work as long as most do."""
    most = sorted(person.most for person in rules.people)[len(rules.people) // 2]
    added = (
        Person(f"more {number}", rules.posts, most=most, contract=most, in_turn=False)
        for number in range(count)
    )
    return replace(rules, people=(*rules.people, *added))
