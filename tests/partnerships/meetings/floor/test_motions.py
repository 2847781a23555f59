"""Which motions are in order."""

import itertools

import pytest
from tests.partnerships.meetings.floor.meetings_made import START
from tests.partnerships.meetings.floor.test_quorum import body_of, came

from interlocal.partnerships.meetings import floor
from interlocal.partnerships.meetings.floor import Kind, Objection, Pending, Why

# The chart that parliamentarians use, written out: under what is pending, what may be moved.
SUBSIDIARY = {Kind.POSTPONE, Kind.CLOSE_DEBATE, Kind.TABLE, Kind.ADJOURN}
CHART = {
    (): set(Kind) - {Kind.AMEND, Kind.CLOSE_DEBATE},
    (Kind.MAIN,): {Kind.AMEND} | SUBSIDIARY,
    (Kind.CONSENT,): {Kind.AMEND} | SUBSIDIARY,
    (Kind.APPROVE_MINUTES,): {Kind.AMEND} | SUBSIDIARY,
    (Kind.CLOSE_SESSION,): SUBSIDIARY,
    (Kind.MAIN, Kind.AMEND): {Kind.AMEND} | SUBSIDIARY,
    (Kind.MAIN, Kind.AMEND, Kind.AMEND): SUBSIDIARY,
    (Kind.MAIN, Kind.POSTPONE): {Kind.CLOSE_DEBATE, Kind.TABLE, Kind.ADJOURN},
    (Kind.MAIN, Kind.CLOSE_DEBATE): {Kind.TABLE, Kind.ADJOURN},
    (Kind.MAIN, Kind.AMEND, Kind.TABLE): {Kind.ADJOURN},
    (Kind.MAIN, Kind.TABLE, Kind.ADJOURN): set(),
    (Kind.ADJOURN,): set(),
}


def pile(*kinds, **last):
    """What is pending, moved in this order; an amendment amends what lies under it."""
    motions = [
        Pending(key=number, number=number, kind=kind, amends=number - 1 if kind is Kind.AMEND else None)
        for number, kind in enumerate(kinds)
    ]
    if last:
        top = motions.pop()
        motions.append(Pending(key=top.key, number=top.number, kind=top.kind, amends=top.amends, **last))
    return floor.open_motions(reversed(motions))


@pytest.mark.parametrize("kinds", CHART)
def test_motions_in_order_are_those_of_the_chart(kinds):
    assert floor.in_order(pile(*kinds)) == CHART[kinds]


def test_refusal_and_list_agree_for_every_pile():
    for depth in range(4):
        for kinds in itertools.product(Kind, repeat=depth):
            pending = pile(*kinds)
            allowed = set()
            for kind in Kind:
                try:
                    floor.check_order(kind, pending, amends=depth - 1)
                except Objection:
                    continue
                allowed.add(kind)
            assert allowed == floor.in_order(pending)


def test_nothing_interrupts_a_roll_call():
    assert floor.in_order(pile(Kind.MAIN, is_voting=True)) == frozenset()


def test_closed_debate_leaves_only_what_ends_it():
    assert floor.in_order(pile(Kind.MAIN, is_debate_closed=True)) == {Kind.TABLE, Kind.ADJOURN}


@pytest.mark.parametrize(
    ("kind", "kinds", "amends", "why"),
    [
        (Kind.AMEND, (), None, Why.NOTHING_PENDING),
        (Kind.AMEND, (Kind.MAIN, Kind.AMEND, Kind.AMEND), 2, Why.AMENDED_TWICE),
        (Kind.AMEND, (Kind.MAIN, Kind.AMEND), 0, Why.AMENDS_OTHER),
        (Kind.MAIN, (Kind.MAIN,), None, Why.OUT_OF_ORDER),
        (Kind.AMEND, (Kind.ADJOURN,), 0, Why.OUT_OF_ORDER),
    ],
)
def test_motion_out_of_order_says_why(kind, kinds, amends, why):
    with pytest.raises(Objection) as refused:
        floor.check_order(kind, pile(*kinds), amends)
    assert refused.value.why is why


def test_mover_and_seconder_are_present_and_two():
    body, presence = body_of(3), floor.presence_at(came(0, 1), START)
    floor.check_mover(body, presence, 0, "a")
    floor.check_seconder(body, presence, mover=0, seconder=1, item="a")
    for act, why in (
        (lambda: floor.check_mover(body, presence, 2, "a"), Why.NOT_PRESENT),
        (lambda: floor.check_seconder(body, presence, mover=0, seconder=0, item="a"), Why.SECONDS_OWN),
        (lambda: floor.check_seconder(body, presence, mover=0, seconder=2, item="a"), Why.NOT_PRESENT),
    ):
        with pytest.raises(Objection) as refused:
            act()
        assert refused.value.why is why
