"""Shifts and people of a week, beside every way that there is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL
from tests.mutual.rosters.made import DAY, LATE, NIGHT, H

from mutual.rosters import Break, RosterError, cover, legal_shifts


def week(*stretches):
    need = np.zeros(168, dtype=int)
    for day, first, last, people in stretches:
        need[24 * day + first : 24 * day + last] += people
    return need


def there(found, slot=60):
    """Who is there by slot, counted shift by shift."""
    counts = np.zeros(7 * 1440 // slot, dtype=int)
    for one in found.shifts:
        for pause, people in one.pauses:
            for minute in range(0, one.shift.minutes, slot):
                is_away = pause is not None and pause <= minute < pause + one.shift.pause.minutes
                place = (one.day * 1440 + one.shift.start + minute) // slot % len(counts)
                counts[place] += 0 if is_away else people
    return counts


def test_one_post_around_the_clock_takes_five_people_where_shifts_fit():
    found = cover(
        [1] * 168,
        (
            *DAY,
            *legal_shifts("late", starts=[16 * H], minutes=[8 * H]),
            *legal_shifts("night", starts=[0], minutes=[8 * H]),
        ),
    )
    assert (found.people, found.hours, found.needed_hours, found.over) == (5, 168.0, 168.0, 0.0)
    assert (found.full_time, found.is_proven, found.bound) == (4.2, True, 5.0)


def test_people_work_no_more_than_their_contract_on_average():
    need = week(*[(day, 8, 16, 1) for day in range(5)])
    assert cover(need, DAY, contract=40).people == 1
    assert cover(need, DAY, contract=32).people == 2


def test_shifts_that_overlap_cost_more_than_the_bare_requirement():
    early, evening = (
        legal_shifts("early", starts=[6 * H], minutes=[8 * H]),
        legal_shifts("evening", starts=[16 * H], minutes=[8 * H]),
    )
    found = cover([1] * 168, (*early, *DAY, *evening, *NIGHT), fewest="hours")
    assert found.hours == 168 + 7 * 8  # 06:00 to 08:00 takes another shift
    assert found.over == pytest.approx(1 / 3)


def test_breaks_are_covered_by_others():
    shifts = legal_shifts("day", starts=[8 * H], minutes=[8 * H], pause=Break(60, 3 * H, 5 * H))
    found = cover(week((0, 8, 16, 1)), shifts, fewest="hours")
    assert sum(one.people for one in found.shifts) == 2
    assert found.hours == 14.0
    assert there(found)[8:16].min() >= 1


def test_days_off_that_follow_one_another_may_take_more_people():
    need = week(*[(day, 8, 16, 1) for day in (0, 2, 4)], *[(day, 8, 16, 0) for day in (1, 3)])
    assert cover(need, DAY, days_a_week=3, together=False).people == 1
    assert cover(need, DAY, days_a_week=3, together=True).people == 2


@settings(max_examples=300 if IS_FULL else 25, deadline=None)
@given(
    need=st.lists(
        st.tuples(
            st.integers(0, 2), st.sampled_from([(8, 16), (14, 22), (12, 15), (18, 22)]), st.integers(1, 2)
        ),
        max_size=4,
    ),
    fewest=st.sampled_from(["people", "hours"]),
)
def test_no_cover_is_smaller_than_the_one_found(need, fewest):
    wanted = np.minimum(week(*[(day, first, last, people) for day, (first, last), people in need]), 2)
    shifts = (*DAY, *LATE)
    found = cover(wanted, shifts, fewest=fewest, days_a_week=2, together=False)
    assert (there(found) >= wanted).all()
    best = None
    for counts in product(range(3), repeat=6):
        by_day = [counts[0] + counts[1], counts[2] + counts[3], counts[4] + counts[5]]
        have = np.zeros(168, dtype=int)
        for place, count in enumerate(counts):
            first = 24 * (place // 2) + shifts[place % 2].start // 60
            have[first : first + 8] += count
        if (have >= wanted).all():
            people = max(*by_day, -(-sum(by_day) // 2))
            size = people if fewest == "people" else 8 * sum(by_day)
            best = size if best is None else min(best, size)
    assert (found.people if fewest == "people" else found.hours) == best


@pytest.mark.parametrize(
    ("need", "shifts", "says"),
    [
        ([1] * 24, DAY, "A week has 168, 336, 504, 672 slots, not 24."),
        ([0.5] * 168, DAY, "People are counted in whole numbers."),
        ([-1] * 168, DAY, "Between 0 and 1000 people are needed."),
        ([1] * 168, DAY, "No legal shift covers Monday 00:00: add one, or need nobody then."),
        ([1] * 168, legal_shifts("odd", starts=[450], minutes=[480]), "odd 07:30-15:30 does not begin, end"),
    ],
)
def test_what_cannot_be_covered_is_refused(need, shifts, says):
    with pytest.raises(RosterError, match=says):
        cover(need, shifts)
