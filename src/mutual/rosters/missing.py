"""Where people are missing, as stretches of time."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from mutual.rosters.period import clock
from mutual.rosters.requirement import Counts
from mutual.rosters.rules import Rules


@dataclass(frozen=True)
class Stretch:
    """``people`` are missing at a post on a day from ``first`` until ``last`` minutes after midnight."""

    post: str
    day: int
    first: int
    last: int
    people: int
    said: str

    def __str__(self) -> str:
        return self.said


def missing_stretches(rules: Rules, missing: Counts) -> list[Stretch]:
    """Return stretches in which as many are missing all the time, by day and post.

    ``missing`` has the shape (posts, days, slots).
    """
    found, slot = [], rules.period.slot
    for day in range(rules.period.days):
        for post in range(len(rules.posts)):
            row = missing[post, day]
            edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), len(row)]
            for first, last in pairwise(edges):
                people = int(row[first])
                if people:
                    who = "one is" if people == 1 else f"{people} are"
                    where, on = rules.posts[post], rules.period.named(day)
                    said = f"{where}, {on} {clock(first * slot)}-{clock(last * slot)}: {who} missing"
                    found.append(Stretch(where, day, first * slot, last * slot, people, said))
    return found
