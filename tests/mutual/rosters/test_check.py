"""The check of a roster sees each breach, and nothing where there is none."""

from dataclasses import replace

import pytest
from tests.mutual.rosters.made import (
    DAY,
    LATE,
    NIGHT,
    POSTS,
    H,
    breaches,
    changed,
    needs,
    person,
    rules_of,
)

from mutual.rosters import Break, Duty, Limits, Pay, check_roster, legal_shifts, written_roster

PAUSED = legal_shifts("day", starts=[8 * H], minutes=[8 * H], pause=Break(60, 3 * H, 5 * H))


def days(*worked, shift=DAY[0], who="P0", post="Grandview", pause=None):
    return [Duty(who, day, shift, post, pause) for day in worked]


def seen(rules, duties, *stretches):
    return breaches(rules, needs(rules, *stretches), duties)


def test_a_week_of_five_days_breaks_nothing():
    assert seen(rules_of(1), days(0, 1, 2, 3, 4), ("Grandview", range(5), 8, 16, 1)) == set()


@pytest.mark.parametrize(
    ("rule", "limits", "good", "bad"),
    [
        ("days in a row", {"days_in_a_row": 3}, (0, 1, 2, 4), (0, 1, 2, 3)),
        ("days off a week", {"days_off_a_week": 3}, (0, 1, 2, 3), (0, 1, 2, 3, 4)),
        ("days off together", {"days_off_together": 2}, (0, 1, 4), (0, 1, 3)),
        ("weekends off", {"weekends_off": 1}, (0, 4), (0, 5)),
    ],
)
def test_days_against_a_rule_are_seen(rule, limits, good, bad):
    rules = changed(rules_of(1), **limits)
    assert seen(rules, days(*good)) == set()
    assert seen(rules, days(*bad)) == {rule}


def test_rest_that_is_too_short_is_seen():
    rules = changed(rules_of(1, shifts=(*DAY, *LATE)), rest=11)
    assert seen(rules, [*days(0, shift=LATE[0]), *days(2)]) == set()
    assert seen(rules, [*days(0, shift=LATE[0]), *days(1)]) == {"rest"}


def test_nights_in_a_row_and_their_fairness_are_seen():
    rules = changed(rules_of(2, shifts=NIGHT), nights_in_a_row=2)
    assert seen(rules, days(0, 1, shift=NIGHT[0])) == set()
    assert seen(rules, days(0, 1, 2, shift=NIGHT[0])) == {"nights in a row"}
    fair = changed(rules_of(2, shifts=NIGHT), fair_nights=1)
    both = [*days(0, 1, shift=NIGHT[0]), *days(2, shift=NIGHT[0], who="P1")]
    assert seen(fair, both) == set()
    assert seen(fair, days(0, 1, shift=NIGHT[0])) == {"fair nights"}


def test_fairness_of_weekends_and_hours_is_seen_among_those_in_turn():
    weekends = changed(rules_of(2, weeks=2), fair_weekends=1)
    assert seen(weekends, days(5, 12)) == {"fair weekends"}
    alone = replace(weekends, people=(weekends.people[0], replace(weekends.people[1], in_turn=False)))
    assert seen(alone, days(5, 12)) == set()
    assert seen(changed(rules_of(2), fair_hours=8.0), days(0, 1)) == {"fair hours"}


@pytest.mark.parametrize(
    ("rule", "who", "duties"),
    [
        ("hours a week", {"most": 20.0}, days(0, 1, 2)),
        ("least hours", {"least": 10.0}, days(0)),
        ("away", {"away": frozenset({1})}, days(1)),
        ("free", {"free": {1: ((9 * H, 18 * H),)}}, days(1)),
        ("free", {"free": {1: ()}}, days(1)),
        ("shift", {"shifts": ("late",)}, days(1)),
        ("post", {"posts": POSTS[1:2]}, days(1)),
    ],
)
def test_what_one_person_may_not_is_seen(rule, who, duties):
    plain = rules_of(1, posts=POSTS[:2], shifts=(*DAY, *LATE))
    assert seen(plain, duties) == set()
    rules = replace(plain, people=(replace(plain.people[0], **who),))
    assert seen(rules, duties) == {rule}


def test_a_night_into_a_day_away_is_seen():
    rules = rules_of([person("P0", away=frozenset({1}))], shifts=NIGHT)
    assert seen(rules, days(0, shift=NIGHT[0])) == {"away"}
    assert seen(rules, days(2, shift=NIGHT[0])) == set()


def test_two_shifts_on_a_day_are_seen():
    rules = rules_of(1, shifts=(*DAY, *LATE))
    assert "one shift a day" in seen(rules, [*days(0), *days(0, shift=LATE[0])])


@pytest.mark.parametrize(
    ("pause", "found"), [(180, set()), (240, set()), (None, {"break"}), (300, {"break"}), (0, {"break"})]
)
def test_breaks_outside_their_window_are_seen(pause, found):
    assert seen(rules_of(1, shifts=PAUSED), days(0, shift=PAUSED[0], pause=pause)) == found


def test_a_shift_that_no_rule_knows_is_seen():
    assert seen(rules_of(1), days(0, shift=LATE[0])) == {"shift"}
    weekdays = legal_shifts("day", starts=[8 * H], minutes=[8 * H], days=range(5))
    assert seen(rules_of(1, shifts=weekdays), days(5, shift=weekdays[0])) == {"shift"}


def test_too_few_people_are_seen_where_none_may_be_short_or_below_the_least():
    rules = rules_of(1)
    need = needs(rules, ("Grandview", [0], 8, 16, 2), least=1)
    assert breaches(rules, need, days(0)) == set()
    assert breaches(rules, need, []) == {"requirement"}
    strict = replace(rules, pay=Pay())
    assert breaches(strict, need, days(0)) == {"requirement"}


def test_a_break_leaves_the_post_uncovered():
    rules = rules_of(1, shifts=PAUSED, pay=Pay())
    found = check_roster(
        written_roster(
            rules, needs(rules, ("Grandview", [0], 8, 16, 1)), days(0, shift=PAUSED[0], pause=180)
        ),
        rules,
        needs(rules, ("Grandview", [0], 8, 16, 1)),
    )
    assert [str(one) for one in found] == ["Grandview, Mon 5 Jan 11:00: 0 of 1 are there."]


def test_a_roster_that_counts_otherwise_is_seen():
    rules = rules_of(1)
    need = needs(rules, ("Grandview", [0], 8, 16, 1))
    wrong = replace(written_roster(rules, need, []), missing=need.need * 0)
    assert {one.rule for one in check_roster(wrong, rules, need)} == {"count"}


def test_what_goes_round_is_looked_at_over_the_end():
    rules = changed(rules_of(1, shifts=(*DAY, *LATE), repeats=True), days_in_a_row=2)
    assert seen(rules, days(0, 5, 6)) == {"days in a row"}
    resting = changed(rules_of(1, shifts=(*DAY, *LATE), repeats=True), rest=11)
    assert seen(resting, [*days(0), *days(6, shift=LATE[0])]) == {"rest"}


def test_duties_before_the_period_count():
    before = (Duty("P0", -2, DAY[0], "Grandview"), Duty("P0", -1, LATE[0], "Grandview"))
    base = rules_of([person("P0", before=before)], shifts=(*DAY, *LATE))
    assert seen(base, days(0)) == set()
    assert seen(replace(base, limits=Limits(11, None, 0)), days(0)) == {"rest"}
    assert seen(changed(base, days_in_a_row=2), days(0)) == {"days in a row"}
