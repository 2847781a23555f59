"""Each duty by itself, and each person's hours and rest."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mutual.rosters.check.breach import Breach
from mutual.rosters.people import Duty
from mutual.rosters.rules import Rules

_TINY = 1e-6


def duties_are_legal(duties: Sequence[Duty], rules: Rules) -> Iterator[Breach]:
    """Return shifts, posts, breaks and times that are not allowed."""
    seen = set()
    for duty in duties:
        on = f"{duty.person}, {rules.period.named(duty.day)}"
        person = rules.by_name[duty.person]
        if not 0 <= duty.day < 7 * rules.period.weeks:
            yield Breach("period", duty.person, duty.day, f"{on}: that day is not in the period.")
        if (duty.person, duty.day) in seen:
            yield Breach("one shift a day", duty.person, duty.day, f"{on}: two shifts on one day.")
        seen.add((duty.person, duty.day))
        if duty.shift not in rules.shifts:
            yield Breach("shift", duty.person, duty.day, f"{on}: {duty.shift.said} is no legal shift.")
        if person.shifts and duty.shift.name not in person.shifts:
            yield Breach("shift", duty.person, duty.day, f"{on}: may not work {duty.shift.name}.")
        if duty.day % 7 not in duty.shift.days:
            yield Breach("shift", duty.person, duty.day, f"{on}: {duty.shift.said} is not for that weekday.")
        if duty.post not in person.posts:
            yield Breach("post", duty.person, duty.day, f"{on}: may not work at {duty.post}.")
        yield from _break(duty, on, rules)
        yield from _availability(duty, on, rules)


def _break(duty: Duty, on: str, rules: Rules) -> Iterator[Breach]:
    pause = duty.shift.pause
    if pause is None:
        if duty.pause is not None:
            yield Breach("break", duty.person, duty.day, f"{on}: {duty.shift.said} has no break.")
        return
    if (
        duty.pause is None
        or duty.pause < pause.after
        or duty.pause + pause.minutes > pause.before
        or duty.pause % rules.period.slot
    ):
        yield Breach("break", duty.person, duty.day, f"{on}: the break is missing or outside its window.")


def _availability(duty: Duty, on: str, rules: Rules) -> Iterator[Breach]:
    person, total = rules.by_name[duty.person], 7 * rules.period.weeks
    last_day = duty.day
    while (last_day + 1 - duty.day) * 1440 < duty.shift.start + duty.shift.minutes:
        last_day += 1
    for day in range(duty.day, last_day + 1):
        if (day % total if rules.period.repeats else day) in person.away:
            yield Breach("away", duty.person, duty.day, f"{on}: away on {rules.period.named(day)}.")
    if duty.day % 7 in person.free:
        begins, ends = duty.shift.start, duty.shift.start + duty.shift.minutes
        inside = [first <= begins and ends <= last for first, last in person.free[duty.day % 7]]
        if not any(inside):
            yield Breach("free", duty.person, duty.day, f"{on}: {duty.shift.said} is not when free to work.")


def hours_and_rest(duties: Sequence[Duty], rules: Rules) -> Iterator[Breach]:
    """Return weeks with too many or too few hours, and rests that are too short."""
    for person in rules.people:
        own = sorted((duty for duty in duties if duty.person == person.name), key=lambda one: one.day)
        for week in range(rules.period.weeks):
            hours = 0.0
            for duty in own:
                if 7 * week <= duty.day < 7 * week + 7:
                    pause = duty.shift.pause
                    unpaid = pause.minutes if pause is not None and not pause.paid else 0
                    hours += (duty.shift.minutes - unpaid) / 60
            named = f"{person.name}, week {week + 1}"
            if hours > person.most + _TINY:
                says = f"{named}: {hours:g} hours; at most {person.most:g} are allowed."
                yield Breach("hours a week", person.name, 7 * week, says)
            there = [day for day in range(7 * week, 7 * week + 7) if day not in person.away]
            least = person.least * len(there) / 7
            if hours < least - _TINY:
                says = f"{named}: {hours:g} hours; at least {least:g} are due."
                yield Breach("least hours", person.name, 7 * week, says)
        yield from _rest(own, person.name, rules)


def _rest(own: Sequence[Duty], name: str, rules: Rules) -> Iterator[Breach]:
    before = [] if rules.period.repeats else list(rules.by_name[name].before)
    stretches = []
    for duty in sorted([*before, *own], key=lambda one: one.day):
        begins = duty.day * 1440 + duty.shift.start
        stretches.append((begins, begins + duty.shift.minutes, duty.day))
    if rules.period.repeats and stretches:  # the first shift comes again after the last
        total, (begins, ended, day) = 7 * rules.period.weeks * 1440, stretches[0]
        stretches.append((begins + total, ended + total, day))
    for (_, ended, day), (begins, _, next_day) in pairwise(stretches):
        if next_day >= 0 and begins - ended < rules.limits.rest * 60 - _TINY:
            says = (
                f"{name}, {rules.period.named(next_day)}: {(begins - ended) / 60:g} hours of rest after the "
                f"shift of {rules.period.named(day)}; {rules.limits.rest:g} are due."
            )
            yield Breach("rest", name, next_day, says)
