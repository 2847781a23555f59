"""Rules to try things on, drawn at random and small, and a slow way to the cheapest roster."""

from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
from hypothesis import strategies as st

from mutual.rosters import (
    Break,
    Duty,
    Limits,
    Pay,
    Period,
    Person,
    Requirement,
    Rules,
    check_roster,
    legal_shifts,
    written_roster,
)

MONDAY = date(2026, 1, 5)
H = 60
POSTS = ("Grandview", "Raytown", "Independence")
DAY = legal_shifts("day", starts=[8 * H], minutes=[8 * H])
LATE = legal_shifts("late", starts=[14 * H], minutes=[8 * H])
NIGHT = legal_shifts("night", starts=[22 * H], minutes=[8 * H])
NO_LIMITS = Limits(rest=0, days_in_a_row=None, days_off_a_week=0)


def rules_of(people=2, *, weeks=1, shifts=DAY, posts=POSTS[:1], limits=NO_LIMITS, pay=None, **of_period):
    """Rules with people who may do everything, 20 an hour, 40 hours at the plain wage and 60 at most."""
    if isinstance(people, int):
        people = [person(f"P{number}", posts) for number in range(people)]
    period = Period(MONDAY, weeks, **of_period)
    return Rules(period, tuple(posts), tuple(shifts), tuple(people), limits, pay or Pay(short=100.0))


def person(name, posts=POSTS[:1], **changes):
    return Person(name, tuple(posts), **{"wage": 20.0, "contract": 40.0, "most": 60.0, **changes})


def needs(rules, *stretches, least=0):
    """A requirement from stretches of (post, weekdays, first hour, last hour, people), every week alike."""
    need = np.zeros((len(rules.posts), rules.period.days, rules.period.slots), dtype=np.int64)
    per_hour = 60 // rules.period.slot
    for post, days, first, last, people in stretches:
        for day in range(rules.period.days):
            if day % 7 in days:
                need[rules.posts.index(post), day, first * per_hour : last * per_hour] += people
    return Requirement(rules.posts, need, np.minimum(need, least))


def changed(rules, **limits):
    return replace(rules, limits=replace(rules.limits, **limits))


def breaches(rules, requirement, duties):
    return {one.rule for one in check_roster(written_roster(rules, requirement, duties), rules, requirement)}


def cheapest(rules, requirement):
    """The least cost over every roster that there is, tried one by one; None where none keeps the rules."""
    ways = []
    for one in rules.people:
        for day in range(rules.period.days):
            turns = [
                Duty(one.name, day, shift, post, pause)
                for shift in rules.shifts
                if rules.may_work(one, day, shift)
                for post in one.posts
                for pause in shift.pauses(rules.period.slot)
            ]
            if turns:
                ways.append([None, *turns])
    best = None
    for chosen in product(*ways):
        duties = [duty for duty in chosen if duty is not None]
        found = written_roster(rules, requirement, duties)
        if (best is None or found.cost.total < best - 1e-9) and not check_roster(found, rules, requirement):
            best = found.cost.total
    return best


@st.composite
def limits(draw, weeks):
    def maybe(low, high):
        return draw(st.one_of(st.none(), st.integers(low, high)))

    return Limits(
        rest=draw(st.sampled_from([0, 8, 11, 16, 30])),
        days_in_a_row=maybe(1, 6),
        days_off_a_week=draw(st.integers(0, 4)),
        days_off_together=draw(st.integers(1, 3)),
        nights_in_a_row=maybe(1, 4),
        weekends_off=draw(st.integers(0, weeks)),
        fair_nights=maybe(0, 3),
        fair_weekends=maybe(0, 2),
        fair_hours=draw(st.one_of(st.none(), st.sampled_from([0.0, 8.0, 20.0]))),
    )


@st.composite
def duties_before(draw, name, shifts, posts):
    days = draw(st.sets(st.integers(-3, -1), max_size=2))
    return tuple(
        Duty(name, day, draw(st.sampled_from(shifts)), draw(st.sampled_from(posts))) for day in sorted(days)
    )


@st.composite
def worlds(draw, *, most_people=5, most_weeks=2, tiny=False):
    """Rules and a requirement; tiny ones have so few turns that all rosters can be tried."""
    weeks = 1 if tiny else draw(st.integers(1, most_weeks))
    posts = POSTS[: draw(st.integers(1, 1 if tiny else 3))]
    days = draw(st.sets(st.integers(0, 6), min_size=2, max_size=3)) if tiny else set(range(7))
    pause = draw(st.sampled_from([None, None, Break(60, 3 * H, 5 * H), Break(60, 2 * H, 6 * H, paid=True)]))
    kinds = draw(st.sampled_from([("day", 8), ("late", 14), ("night", 22)])), ("day", 7)
    shifts = tuple(
        shift
        for name, start in (dict.fromkeys(kinds) if not tiny else kinds[:1])
        for shift in legal_shifts(
            name,
            starts=[start * H],
            minutes=draw(st.sampled_from([[8 * H], [8 * H, 10 * H]])),
            pause=None if tiny and pause and pause.minutes * 0 + len(pause.starts(60)) > 2 else pause,
            days=days,
        )
    )
    period = Period(MONDAY, weeks, repeats=draw(st.booleans()))
    count = draw(st.integers(1, 2 if tiny else most_people))
    people = []
    for number in range(count):
        name = f"P{number}"
        contract = draw(st.sampled_from([16.0, 40.0]))
        most = contract + draw(st.sampled_from([0.0, 8.0, 20.0]))
        people.append(
            Person(
                name,
                tuple(sorted(draw(st.sets(st.sampled_from(posts), min_size=1)))),
                wage=draw(st.sampled_from([0.0, 20.0, 30.0])),
                contract=contract,
                most=most,
                least=draw(st.sampled_from([0.0, 0.0, 8.0])),
                away=frozenset(draw(st.sets(st.integers(0, period.days - 1), max_size=3))),
                free=draw(st.sampled_from([{}, {}, {1: ()}, {2: ((7 * H, 17 * H),)}])),
                wishes=draw(st.sampled_from([{}, {3: 15.0}])),
                in_turn=draw(st.booleans()),
                before=() if period.repeats else draw(duties_before(name, shifts[:1], posts)),
            )
        )
    short = draw(st.sampled_from([None, 30.0, 500.0]))
    pay = Pay(draw(st.sampled_from([1.0, 1.5])), 2.0, 3.0, short, draw(st.booleans()))
    rules = Rules(period, posts, shifts, tuple(people), draw(limits(weeks)), pay)
    stretches = [
        (
            draw(st.sampled_from(posts)),
            draw(st.sets(st.sampled_from(sorted(days)), min_size=1)),
            *draw(st.sampled_from([(8, 16), (9, 12), (14, 24), (0, 6), (7, 15)])),
            1,
        )
        for _ in range(draw(st.integers(0, 2 if tiny else 4)))
    ]
    return rules, needs(rules, *stretches, least=draw(st.sampled_from([0, 0, 1])))
