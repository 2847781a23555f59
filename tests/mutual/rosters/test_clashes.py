"""Rules that clash are named, with what would do."""

from dataclasses import replace

import pytest
from hypothesis import given
from tests.mutual.rosters.made import DAY, LATE, NIGHT, POSTS, changed, needs, person, rules_of, worlds
from tests.mutual.rosters.test_roster import SELDOM

from mutual.rosters import NothingFound, Pay, RulesClash, Search, make_roster
from mutual.rosters.clashes.families import FAMILIES


def clash(rules, *stretches):
    with pytest.raises(RulesClash) as raised:
        make_roster(rules, needs(rules, *stretches))
    return raised.value.clash


def strict(people=2, **changes):
    return rules_of(people, pay=Pay(), **changes)


def test_fewer_people_than_are_needed_are_named():
    found = clash(strict(4, weeks=2), ("Grandview", [0], 8, 16, 5))
    assert found.where == (
        "On Mondays 08:00-16:00 Grandview needs 5, and only 4 may (P0, P1, P2, P3) work there then.",
    )
    assert found.ways[0].startswith("Ways out: let one more person work there then")


def test_posts_that_share_too_few_people_are_named_together():
    found = clash(strict(1, posts=POSTS[:2]), *[(post, [0], 8, 16, 1) for post in POSTS[:2]])
    assert found.where == (
        "On Mon 5 Jan 08:00-16:00 all posts together need 2, and only 1 may (P0) work then.",
    )


def test_a_time_that_no_shift_reaches_is_named():
    found = clash(strict(2), ("Grandview", [2], 20, 22, 1))
    assert found.where == (
        "On Wed 7 Jan 20:00-22:00 Grandview needs 1, and no legal shift covers that time.",
    )


def test_the_first_morning_asks_who_worked_the_night_before():
    found = clash(strict(2, shifts=NIGHT), ("Grandview", [0], 0, 6, 1))
    assert "Only a shift of the day before the period reaches that time" in found.where[0]


@pytest.mark.parametrize(
    ("limits", "says", "way"),
    [
        ({"days_in_a_row": 4}, "at most 4 days in a row", "5 days in a row instead of 4"),
        ({"days_off_a_week": 3}, "3 days off a week", "2 days off a week instead of 3"),
        ({"rest": 20}, "20 hours of rest between shifts", "16 hours of rest instead of 20"),
    ],
)
def test_the_one_rule_that_stands_in_the_way_is_named_and_eased(limits, says, way):
    rules = changed(strict(1), **limits)
    found = clash(rules, ("Grandview", range(5), 8, 16, 1))
    assert (found.rules, found.is_least) == ((says,), True)
    assert way in found.ways[0]
    assert "one more person who may work any shift anywhere" in found.ways[0]
    short = 16 if "rest" in limits else 8
    assert found.where[0].startswith(f"At least {short} hours cannot be covered, say Grandview, ")


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("rest", 3),
        ("days_off_a_week", 1),
        ("days_off_together", 2),
        ("weekends_off", 1),
        ("days_in_a_row", 1),
        ("nights_in_a_row", 1),
        ("fair_nights", 0),
        ("fair_weekends", 0),
        ("fair_hours", 0),
    ],
)
def test_a_rule_is_eased_as_long_as_it_stays_a_rule(limit, value):
    rules = changed(strict(1), **{limit: value})
    family = next(one for one in FAMILIES if one.name.replace(" ", "_") == limit)
    for _way, eased in family.eased(rules):
        assert family.holds(eased)


def test_hours_that_all_together_may_not_work_are_told_by_week():
    found = clash(strict([person("P0", most=32.0)], weeks=2), ("Grandview", range(5), 8, 16, 1))
    assert found.where == (
        "Week 1 needs 40 hours, and all together may work 32 at most.",
        "Week 2 needs 40 hours, and all together may work 32 at most.",
    )
    assert found.ways[0].startswith("Ways out: 8 more hours a week (more people, longer hours)")


def test_hours_of_people_who_may_not_stand_in_for_one_another_are_named():
    people = [person("P0", most=32.0), person("P1", POSTS[1:2])]
    found = clash(strict(people, posts=POSTS[:2]), ("Grandview", range(5), 8, 16, 1))
    assert found.rules == ("at most 32 to 60 hours a week", "who may work where")
    assert "8 more hours a week for everybody" in found.ways[0]
    assert "every post open to P1" in found.ways[0]


def test_rules_that_clash_only_together_are_all_named():
    people = [person("P0", away=frozenset({4})), person("P1", shifts=("late",))]
    rules = changed(strict(people, shifts=(*DAY, *LATE)), rest=11)
    # P0 is away on Friday, and P1 works late only.
    found = clash(rules, ("Grandview", [3], 16, 22, 1), ("Grandview", [4], 9, 12, 1))
    assert found.where == ("On Fri 9 Jan 09:00-12:00 Grandview needs 1, and nobody may work there then.",)
    late = changed(strict([person("P0")], shifts=(*DAY, *LATE)), rest=11)
    tired = clash(late, ("Grandview", [3], 16, 22, 1), ("Grandview", [4], 8, 12, 1))
    assert tired.rules == ("11 hours of rest between shifts",)


def test_one_person_who_cannot_keep_the_rules_is_named():
    rules = changed(strict([person("P0"), person("P1", least=40.0)]), days_off_a_week=3)
    found = clash(rules)
    assert found.where == ("P1 cannot keep them, whatever the posts need.",)
    assert found.rules == ("3 days off a week", "the least hours a week of P1")


def test_one_shift_a_day_that_is_not_enough_is_said():
    rules = strict(1, shifts=(*DAY, *LATE))
    found = clash(rules, ("Grandview", [0], 8, 20, 1))
    assert found.rules == ()
    assert found.where[0] == "Nobody works two shifts on a day, and that alone leaves too few people."
    assert "one more person who may work any shift anywhere" in found.ways[0]


def test_the_message_is_one_sentence_after_the_other():
    rules = changed(strict(1), days_in_a_row=4)
    with pytest.raises(
        RulesClash,
        match=r"^No roster keeps all the rules\. At least 8 hours .* This rule stands in the way: at most 4",
    ):
        make_roster(rules, needs(rules, ("Grandview", range(5), 8, 16, 1)))


@SELDOM
@given(world=worlds(most_people=3, most_weeks=1))
def test_without_any_one_of_the_rules_named_there_is_a_roster(world):
    rules, requirement = world
    try:
        make_roster(rules, requirement, search=Search(seconds=20))
    except NothingFound:
        return
    except RulesClash as raised:
        found = raised.clash
    else:
        return
    if not found.is_least or not found.rules or found.where[0].endswith("whatever the posts need."):
        return
    named = [family for family in FAMILIES if family.holds(rules) and family.says(rules) in found.rules]
    assert len(named) == len(found.rules)
    kept = rules
    for family in FAMILIES:
        if family.holds(rules) and family not in named:
            kept = family.without(kept)
    with pytest.raises(RulesClash):
        make_roster(kept, requirement)
    for family in named:
        assert (
            make_roster(replace(family.without(kept)), requirement, search=Search(seconds=20)).duties
            is not None
        )
