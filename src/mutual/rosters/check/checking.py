"""Every rule, one after the other."""

from collections.abc import Iterator

from mutual.rosters.check.breach import Breach
from mutual.rosters.check.days import days_off, fairness, in_a_row, weekends_off
from mutual.rosters.check.duties import duties_are_legal, hours_and_rest
from mutual.rosters.check.posts import posts_are_covered
from mutual.rosters.requirement import Requirement
from mutual.rosters.roster import Roster
from mutual.rosters.rules import Rules


def check_roster(roster: Roster, rules: Rules, requirement: Requirement) -> tuple[Breach, ...]:
    """Return every breach of the rules and the requirement, its cost and its own count of who is missing.

    The rules may be others than those that it was made with. Raises ``RosterError`` where the requirement is
    for other posts or days than the rules.
    """
    requirement.fits(rules.period, rules.posts)
    return tuple(_breaches(roster, rules, requirement))


def _breaches(roster: Roster, rules: Rules, requirement: Requirement) -> Iterator[Breach]:
    unknown = [duty for duty in roster.duties if duty.person not in rules.by_name]
    for duty in unknown:
        yield Breach("person", duty.person, duty.day, f"{duty.person} is nobody the rules know.")
    duties = [duty for duty in roster.duties if duty not in unknown]
    yield from duties_are_legal(duties, rules)
    yield from hours_and_rest(duties, rules)
    yield from days_off(duties, rules)
    yield from in_a_row(duties, rules)
    yield from weekends_off(duties, rules)
    yield from fairness(duties, rules)
    yield from posts_are_covered(roster, duties, rules, requirement)
