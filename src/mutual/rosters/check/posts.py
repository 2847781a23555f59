"""The posts, slot by slot, and what the roster says of itself."""

from collections.abc import Iterator, Sequence

from mutual.rosters.check.breach import Breach
from mutual.rosters.people import Duty
from mutual.rosters.requirement import Requirement
from mutual.rosters.roster import Roster
from mutual.rosters.rules import Rules


def posts_are_covered(
    roster: Roster, duties: Sequence[Duty], rules: Rules, requirement: Requirement
) -> Iterator[Breach]:
    """Return slots with too few people, and where the roster counts who is missing otherwise."""
    slot = rules.period.slot
    everyone = [*duties, *([] if rules.period.repeats else _before(rules))]
    missing = 0
    for place, post in enumerate(rules.posts):
        for day in range(7 * rules.period.weeks):
            for number in range(1440 // slot):
                there = sum(
                    duty.post == post and _covers(duty, day, number * slot, rules) for duty in everyone
                )
                need = int(requirement.need[place, day, number])
                least = int(requirement.least[place, day, number])
                missing += max(0, need - there)
                if there < (need if rules.pay.short is None else least):
                    time = f"{number * slot // 60:02}:{number * slot % 60:02}"
                    says = f"{post}, {rules.period.named(day)} {time}: {there} of {need} are there."
                    yield Breach("requirement", post, day, says)
    if abs(missing * slot / 60 - roster.short_hours) > 1e-6:
        says = f"The roster counts {roster.short_hours:g} hours short; there are {missing * slot / 60:g}."
        yield Breach("count", "roster", None, says)


def _before(rules: Rules) -> list[Duty]:
    return [duty for person in rules.people for duty in person.before]


def _covers(duty: Duty, day: int, minute: int, rules: Rules) -> bool:
    """Is somebody there on a day at a minute?"""
    days_later = day - duty.day
    if rules.period.repeats:
        days_later %= 7 * rules.period.weeks
    since = days_later * 1440 + minute - duty.shift.start
    if not 0 <= since < duty.shift.minutes:
        return False
    pause = duty.shift.pause
    if pause is None or duty.pause is None:
        return True
    return not duty.pause <= since < duty.pause + pause.minutes
