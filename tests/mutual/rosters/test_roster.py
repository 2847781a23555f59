"""Rosters at least cost: the rules kept as an independent check sees them, and none cheaper."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.conftest import IS_FULL
from tests.mutual.rosters.made import (
    DAY,
    LATE,
    NIGHT,
    POSTS,
    H,
    changed,
    cheapest,
    needs,
    person,
    rules_of,
    worlds,
)

from mutual.rosters import (
    Break,
    Duty,
    NothingFound,
    Pay,
    Requirement,
    RosterError,
    RulesClash,
    Search,
    check_roster,
    legal_shifts,
    make_roster,
)

OFTEN = settings(
    max_examples=500 if IS_FULL else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
SELDOM = settings(OFTEN, max_examples=120 if IS_FULL else 15)
WEEKDAYS = range(5)


@OFTEN
@given(world=worlds())
def test_every_roster_keeps_the_rules_it_was_made_with(world):
    rules, requirement = world
    try:
        found = make_roster(rules, requirement, search=Search(seconds=10))
    except (RulesClash, NothingFound):
        return
    assert check_roster(found, rules, requirement) == ()
    assert found.bound <= found.cost.total + 1e-6
    if found.is_proven:
        assert found.bound == pytest.approx(found.cost.total, abs=1e-4)


@SELDOM
@given(world=worlds(tiny=True))
def test_no_roster_is_cheaper_than_the_one_found(world):
    rules, requirement = world
    best = cheapest(rules, requirement)
    if best is None:
        with pytest.raises(RulesClash):
            make_roster(rules, requirement)
    else:
        assert make_roster(rules, requirement).cost.total == pytest.approx(best, abs=1e-4)


def test_one_person_covers_a_week_at_the_plain_wage():
    rules = rules_of(1)
    found = make_roster(rules, needs(rules, ("Grandview", WEEKDAYS, 8, 16, 1)))
    assert [duty.day for duty in found.duties] == [0, 1, 2, 3, 4]
    assert (found.cost.total, found.cost.wages, found.is_proven, found.gap) == (800.0, 800.0, True, 0.0)


def test_overtime_begins_beyond_the_hours_of_the_contract():
    rules = rules_of(1)
    found = make_roster(rules, needs(rules, ("Grandview", range(6), 8, 16, 1)))
    assert found.hours() == {"P0": [48.0]}
    assert (found.cost.wages, found.cost.overtime) == (960.0, 80.0)


def test_an_hour_short_that_is_cheaper_than_overtime_stays_short():
    rules = rules_of(1, pay=Pay(short=10.0))
    found = make_roster(rules, needs(rules, ("Grandview", range(6), 8, 16, 1)))
    assert (found.cost.total, found.short_hours) == (480.0, 48.0)
    assert found.duties == ()


def test_the_least_is_there_though_being_short_is_cheap():
    rules = rules_of(1, pay=Pay(short=10.0))
    found = make_roster(rules, needs(rules, ("Grandview", [0], 8, 16, 3), least=1))
    assert [duty.day for duty in found.duties] == [0]
    assert found.short_hours == 16.0


def test_breaks_are_placed_so_that_somebody_is_always_there():
    shifts = legal_shifts("day", starts=[8 * H], minutes=[8 * H], pause=Break(60, 3 * H, 6 * H))
    rules = rules_of(3, shifts=shifts)
    found = make_roster(rules, needs(rules, ("Grandview", [0], 8, 16, 2)))
    assert len({duty.pause for duty in found.duties}) == 3
    assert found.short_hours == 0.0
    assert found.cost.total == 3 * 7 * 20.0


def test_nights_and_weekends_are_paid_on_top():
    rules = rules_of(1, shifts=NIGHT, pay=Pay(night=2.0, weekend=3.0, short=500.0))
    found = make_roster(rules, needs(rules, ("Grandview", [5], 22, 24, 1)))
    assert (found.cost.night, found.cost.weekend) == (16.0, 24.0)


def test_guaranteed_hours_are_paid_though_they_are_not_worked():
    rules = rules_of(1, pay=Pay(short=100.0, guaranteed=True))
    found = make_roster(rules, needs(rules, ("Grandview", [0], 8, 16, 1)))
    assert (found.cost.wages, found.cost.idle) == (160.0, 640.0)


def test_a_wish_is_kept_where_another_can_work():
    rules = rules_of([person("A", wishes={0: 5.0}), person("B")])
    found = make_roster(rules, needs(rules, ("Grandview", [0], 8, 16, 1)))
    assert [duty.person for duty in found.duties] == ["B"]
    alone = rules_of([person("A", wishes={0: 5.0})])
    assert make_roster(alone, needs(alone, ("Grandview", [0], 8, 16, 1))).cost.wishes == 5.0


def test_people_work_only_where_they_may():
    rules = rules_of([person("A", POSTS[:1]), person("B", POSTS[:2])], posts=POSTS[:2])
    need = [(post, [0], 8, 16, 1) for post in POSTS[:2]]
    found = make_roster(rules, needs(rules, *need))
    assert {duty.person: duty.post for duty in found.duties} == {"A": "Grandview", "B": "Raytown"}


def test_a_late_shift_leaves_time_to_rest():
    rules = rules_of(1, shifts=(*DAY, *LATE))
    need = needs(rules, ("Grandview", [0], 16, 22, 1), ("Grandview", [1], 8, 12, 1))
    assert make_roster(rules, need).short_hours == 0
    assert make_roster(changed(rules, rest=11), need).short_hours == 4


def test_a_shift_of_the_days_before_asks_for_rest_and_covers_what_it_reaches():
    before = Duty("P0", -1, NIGHT[0], "Grandview")
    rules = rules_of([person("P0", before=(before,))], shifts=(*DAY, *NIGHT))
    need = needs(rules, ("Grandview", [0], 0, 6, 1), ("Grandview", [0], 8, 16, 1))
    assert make_roster(rules, need).short_hours == 0
    assert make_roster(changed(rules, rest=11), need).short_hours == 8
    assert make_roster(changed(rules, days_in_a_row=1), need).short_hours == 8


def test_a_roster_that_goes_round_covers_the_first_morning_from_the_last_night():
    rules = rules_of(1, shifts=NIGHT, repeats=True)
    found = make_roster(rules, needs(rules, ("Grandview", [0], 0, 6, 1)))
    assert [duty.day for duty in found.duties] == [6]
    assert found.short_hours == 0


def test_people_who_can_stand_in_for_one_another_stay_where_they_have_been():
    rules = rules_of(2, posts=POSTS[:2])
    need = [(post, WEEKDAYS, 8, 16, 1) for post in POSTS[:2]]
    found = make_roster(rules, needs(rules, *need))
    assert len({(duty.person, duty.post) for duty in found.duties}) == 2


def test_the_same_seed_gives_the_same_roster():
    rules = changed(rules_of(5, weeks=2, posts=POSTS, shifts=(*DAY, *LATE)), days_in_a_row=5, rest=11)
    need = needs(rules, *[(post, WEEKDAYS, 8, 20, 1) for post in POSTS])
    found = [make_roster(rules, need, search=Search(seed=7)).duties for _ in range(2)]
    assert found[0] == found[1]


def test_a_search_that_is_stopped_keeps_the_best_so_far():
    rules = changed(
        rules_of(9, weeks=4, posts=POSTS, shifts=(*DAY, *LATE, *NIGHT)),
        days_in_a_row=5,
        rest=11,
        days_off_a_week=2,
        fair_nights=1,
        fair_weekends=1,
        weekends_off=1,
    )
    need = needs(rules, *[(post, range(7), 8, 23, 1) for post in POSTS])
    heard = []

    def enough(progress):
        heard.append(progress)
        return progress.best is not None

    found = make_roster(rules, need, search=Search(seconds=60, heard=enough))
    assert heard[-1].best is not None
    assert check_roster(found, rules, need) == ()
    assert 0 <= found.bound <= found.cost.total + 1e-6


def test_a_search_without_time_says_so():
    rules = changed(rules_of(9, weeks=4, posts=POSTS, shifts=(*DAY, *LATE, *NIGHT)), rest=11)
    rules = replace(rules, pay=Pay())
    need = needs(rules, *[(post, range(7), 8, 23, 1) for post in POSTS])
    with pytest.raises(NothingFound, match="give the search more time"):
        make_roster(rules, need, search=Search(seconds=1e-4))


def test_a_requirement_for_other_posts_is_refused():
    rules = rules_of(1)
    other = Requirement.by_week(rules.period, {"Belton": [0] * 168})
    with pytest.raises(RosterError, match="The requirement is for Belton; the rules are for Grandview"):
        make_roster(rules, other)
