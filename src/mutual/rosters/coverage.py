"""How many people are at each post, slot by slot, with given duties."""

from collections.abc import Iterable

import numpy as np

from mutual.rosters.people import Duty
from mutual.rosters.period import DAY
from mutual.rosters.requirement import Counts
from mutual.rosters.rules import Rules


def coverage(rules: Rules, duties: Iterable[Duty]) -> Counts:
    """Return who is there by post, day and slot; duties of the days before count where they run into it."""
    period = rules.period
    counts = np.zeros((len(rules.posts), period.days * period.slots), dtype=np.int64)
    before = (duty for person in rules.people for duty in person.before)
    for duty in (*duties, *before):
        post = rules.posts.index(duty.post)
        for slot in covered_slots(rules, duty):
            counts[post, slot] += 1
    return counts.reshape(len(rules.posts), period.days, period.slots)


def covered_slots(rules: Rules, duty: Duty) -> list[int]:
    """Return the slots of the period, counted from its beginning, in which a duty covers its post."""
    slot, total = rules.period.slot, rules.period.days * rules.period.slots
    first = (duty.day * DAY + duty.shift.start) // slot
    places = range(first, first + duty.shift.minutes // slot)
    if duty.pause is not None and duty.shift.pause is not None:
        away = range(first + duty.pause // slot, first + (duty.pause + duty.shift.pause.minutes) // slot)
        places = [place for place in places if place not in away]  # type: ignore[assignment]
    if rules.period.repeats:
        return [place % total for place in places]
    return [place for place in places if 0 <= place < total]
