"""What a roll call decides, against fractions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.partnerships.meetings.floor import oracle
from tests.partnerships.meetings.floor.meetings_made import ITEMS, START, called, meetings, thresholds
from tests.partnerships.meetings.floor.test_quorum import body_of, came

from interlocal.partnerships.meetings import floor
from interlocal.partnerships.meetings.floor import (
    Answer,
    Change,
    Happening,
    Objection,
    Outcome,
    Person,
    Threshold,
    ThresholdOf,
    Voice,
    Why,
)

YEA, NAY, ABSTAIN = Answer.YEA, Answer.NAY, Answer.ABSTAIN


@given(
    meetings(), thresholds(), st.sampled_from([*ITEMS, None]), st.sampled_from([None, YEA, NAY]), st.data()
)
def test_outcome_agrees_with_fractions(meeting, threshold, item, casting, data):
    body, changes, at = meeting
    presence = floor.presence_at(changes, at)
    answered = called(body, presence, item, data)
    tally = floor.count(body, presence, answered, threshold, item=item, casting=casting)
    passes = oracle.passes(body, changes, answered, threshold, item, at, casting)
    assert (tally.outcome is Outcome.PASSED) == passes
    if not tally.is_broken_by_chair:
        assert (tally.yea >= tally.needed) == passes


@given(meetings(), st.sampled_from([*ITEMS, None]), st.data())
def test_every_voice_answers_at_most_once_and_none_that_is_away(meeting, item, data):
    body, changes, at = meeting
    presence = floor.presence_at(changes, at)
    answered = called(body, presence, item, data)
    voices = [body.persons[person][0].key for person in answered]
    assert len(voices) == len(set(voices))
    for person in answered:
        assert oracle.is_here(changes, person, at)
        assert not oracle.is_aside_from(changes, person, item, at)
    left = {voice.key for voice in floor.unanswered(body, presence, answered, item)}
    present, aside = oracle.heads(body, changes, item, at)
    assert left.isdisjoint(voices)
    assert len(left) + len(voices) >= present - aside


def votes(yea, nay=0, abstain=0):
    answers = [YEA] * yea + [NAY] * nay + [ABSTAIN] * abstain
    return dict(enumerate(answers))


def share(of, numerator=1, denominator=2, *, is_strict=True):
    return Threshold(of=of, numerator=numerator, denominator=denominator, is_strict=is_strict)


TWO_THIRDS = {"numerator": 2, "denominator": 3, "is_strict": False}


@pytest.mark.parametrize(
    ("threshold", "answered", "outcome", "needed"),
    [
        (share(ThresholdOf.VOTING), votes(2, 1, 2), Outcome.PASSED, 2),
        (share(ThresholdOf.PRESENT), votes(2, 1, 2), Outcome.FAILED, 3),
        (share(ThresholdOf.SEATS), votes(3, 2), Outcome.FAILED, 4),
        (share(ThresholdOf.SEATS), votes(4, 1), Outcome.PASSED, 4),
        (share(ThresholdOf.VOTING, **TWO_THIRDS), votes(2, 1), Outcome.PASSED, 2),
        (share(ThresholdOf.PRESENT, **TWO_THIRDS), votes(3, 2), Outcome.FAILED, 4),
        (share(ThresholdOf.SEATS, **TWO_THIRDS), votes(5), Outcome.PASSED, 5),
        (share(ThresholdOf.QUORUM), votes(3, 2), Outcome.PASSED, 3),
        (share(ThresholdOf.QUORUM), votes(2, 3), Outcome.FAILED, 4),
        (share(ThresholdOf.VOTING), votes(2, 2, 1), Outcome.TIED, 3),
        (share(ThresholdOf.VOTING), votes(0, 0, 5), Outcome.FAILED, 1),
    ],
)
def test_threshold_of_seven_seats_with_five_present(threshold, answered, outcome, needed):
    body, presence = body_of(7), floor.presence_at(came(*range(5)), START)
    tally = floor.count(body, presence, answered, threshold)
    assert (tally.outcome, tally.needed) == (outcome, needed)


@pytest.mark.parametrize(
    ("decides", "casting", "outcome", "asked"),
    [
        (False, None, Outcome.TIED, False),
        (False, YEA, Outcome.TIED, False),
        (True, None, Outcome.TIED, True),
        (True, YEA, Outcome.PASSED, False),
        (True, NAY, Outcome.FAILED, False),
        (True, ABSTAIN, Outcome.TIED, True),
    ],
)
def test_tie_fails_unless_the_chair_decides(decides, casting, outcome, asked):
    body, presence = body_of(4, is_chair_deciding=decides), floor.presence_at(came(*range(4)), START)
    tally = floor.count(body, presence, votes(2, 2), Threshold(), casting=casting)
    assert (tally.outcome, tally.is_chair_asked) == (outcome, asked)


def test_weights_count():
    voices = tuple(
        Voice(key=key, people=(Person(key=key),), weight=weight) for key, weight in ((0, 5), (1, 2), (2, 2))
    )
    body = floor.Body(voices=voices, seats=4)
    presence = floor.presence_at(came(0, 1, 2), START)
    tally = floor.count(body, presence, {0: YEA, 1: NAY, 2: NAY}, share(ThresholdOf.SEATS))
    assert (tally.yea, tally.nay, tally.base, tally.outcome) == (5, 4, 10, Outcome.FAILED)
    assert floor.count(body, presence, {0: YEA, 1: NAY, 2: NAY}, Threshold()).outcome is Outcome.PASSED


def city(*, second_stands_in):
    people = (Person(key=0), Person(key=1, stands_in_for=0 if second_stands_in else None))
    return floor.Body(voices=(Voice(key="city", people=people),), seats=1)


def refusal(act, *arguments):
    with pytest.raises(Objection) as refused:
        act(*arguments)
    return refused.value.why, refused.value.about


def test_vote_of_somebody_absent_is_refused():
    presence = floor.presence_at(came(0), START)
    assert refusal(floor.check_answer, body_of(3), presence, {}, 2, None) == (Why.NOT_PRESENT, (2,))
    assert refusal(floor.check_answer, body_of(3), presence, {}, "guest", None) == (Why.NO_VOICE, ("guest",))


def test_substitute_votes_only_while_the_member_is_away():
    body = city(second_stands_in=True)
    both = floor.presence_at(came(0, 1), START)
    assert refusal(floor.check_answer, body, both, {}, 1, None) == (Why.STANDS_IN, (1, 0))
    assert floor.check_answer(body, floor.presence_at(came(1), START), {}, 1, None).key == "city"


def test_one_vote_a_city_is_cast_once():
    body, presence = city(second_stands_in=False), floor.presence_at(came(0, 1), START)
    assert refusal(floor.check_answer, body, presence, {0: YEA}, 1, None) == (Why.VOICE_ANSWERED, (1, 0))
    assert floor.unanswered(body, presence, {0: YEA}, None) == ()


def test_vote_of_somebody_recused_is_refused_for_that_item():
    aside = Change(person=0, happening=Happening.RECUSE, at=START, order=9, item="a")
    presence = floor.presence_at([*came(0, 1), aside], START)
    assert refusal(floor.check_answer, body_of(2), presence, {}, 0, "a") == (Why.RECUSED, (0,))
    assert floor.check_answer(body_of(2), presence, {}, 0, "b").key == 0
