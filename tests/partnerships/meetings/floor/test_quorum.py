"""Who is present and whether the body can act, against the slow reading."""

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.partnerships.meetings.floor import oracle
from tests.partnerships.meetings.floor.meetings_made import ITEMS, START, meetings, quorums

from interlocal.partnerships.meetings import floor
from interlocal.partnerships.meetings.floor import Change, Happening, Person, Quorum, QuorumOf, Voice


@given(meetings())
def test_presence_agrees_with_the_slow_reading(meeting):
    body, changes, at = meeting
    presence = floor.presence_at(changes, at)
    for person in body.persons:
        assert (person in presence.people) == oracle.is_here(changes, person, at)
        for item in ITEMS:
            assert presence.is_recused(person, item) == oracle.is_aside_from(changes, person, item, at)


@given(meetings(), st.sampled_from([*ITEMS, None]))
def test_standing_agrees_with_the_slow_reading(meeting, item):
    body, changes, at = meeting
    present, aside = oracle.heads(body, changes, item, at)
    counted = present if body.recused_count else present - aside
    standing = floor.standing(body, floor.presence_at(changes, at), item)
    assert (standing.present, standing.aside, standing.counted) == (present, aside, counted)
    assert standing.needed == oracle.quorum(body)
    assert standing.is_quorate == (counted >= oracle.quorum(body))


@given(meetings(), st.randoms(use_true_random=False))
def test_presence_does_not_depend_on_the_order_of_reading(meeting, shuffler: random.Random):
    _body, changes, at = meeting
    shuffled = list(changes)
    shuffler.shuffle(shuffled)
    assert floor.presence_at(shuffled, at) == floor.presence_at(changes, at)


@given(quorums(), st.integers(1, 119))
def test_quorum_is_at_least_one_and_grows_with_seats(quorum, seats):
    assert 1 <= quorum.needed(seats) <= quorum.needed(seats + 1)


@pytest.mark.parametrize(
    ("quorum", "seats", "needed"),
    [
        (Quorum(), 5, 3),
        (Quorum(), 6, 4),
        (Quorum(), 119, 60),
        (Quorum(of=QuorumOf.NUMBER, number=4), 5, 4),
        (Quorum(of=QuorumOf.FRACTION, numerator=2, denominator=3), 5, 4),
        (Quorum(of=QuorumOf.FRACTION, numerator=1, denominator=3), 9, 3),
    ],
)
def test_quorum_of_known_bodies(quorum, seats, needed):
    assert quorum.needed(seats) == needed


def body_of(count, **facts):
    voices = tuple(Voice(key=number, people=(Person(key=number),)) for number in range(count))
    return floor.Body(voices=voices, seats=count, **facts)


def came(*people, at=START):
    return [
        Change(person=person, happening=Happening.ARRIVE, at=at, order=order)
        for order, person in enumerate(people)
    ]


@pytest.mark.parametrize(("recused_count", "is_quorate"), [(True, True), (False, False)])
def test_recusal_breaks_the_quorum_for_its_item_only_where_the_rule_says(recused_count, is_quorate):
    aside = Change(person=0, happening=Happening.RECUSE, at=START, order=9, item="a")
    presence = floor.presence_at([*came(0, 1, 2), aside], START)
    body = body_of(5, recused_count=recused_count)
    assert floor.standing(body, presence, "a").is_quorate is is_quorate
    assert floor.standing(body, presence, "b").is_quorate is True


def test_a_late_entry_counts_from_its_stated_moment():
    late = Change(person=1, happening=Happening.ARRIVE, at=START + timedelta(minutes=5), order=99)
    changes = [*came(0), late]
    assert floor.presence_at(changes, START + timedelta(minutes=4)).people == {0}
    assert floor.presence_at(changes, START + timedelta(minutes=5)).people == {0, 1}


def test_no_quorum_is_refused_with_its_section():
    with pytest.raises(floor.Objection) as refused:
        floor.check_quorum(body_of(5), floor.presence_at(came(0, 1), START), None, "Bylaws 4")
    assert (refused.value.why, refused.value.section) == (floor.Why.NO_QUORUM, "Bylaws 4")
    floor.check_quorum(body_of(5), floor.presence_at(came(0, 1, 2), START), None)
