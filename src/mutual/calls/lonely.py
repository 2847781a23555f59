"""Days far from all others: times that were typed wrong, or stand for an unknown one."""

from collections.abc import Mapping
from datetime import date

_APART = 92  # days without a call: a quarter
_FEW = 0.01  # of all calls


def lonely_days(calls: Mapping[date, int]) -> tuple[date, ...]:
    """Return the days that lie a quarter or more from the rest and hold under 1 % of the calls.

    A period that a file says nothing about would stretch to them, and every rate would fall.
    """
    days = sorted(calls)
    stretches: list[list[date]] = []
    for day in days:
        if stretches and (day - stretches[-1][-1]).days <= _APART:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    total = sum(calls.values())
    few = [part for part in stretches if sum(calls[day] for day in part) < _FEW * total]
    return tuple(day for part in few for day in part)
