"""Bodies, changes and votes that hypothesis makes up."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from interlocal.partnerships.meetings import floor

START = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)
ITEMS = ("a", "b")


@st.composite
def quorums(draw):
    """Any of the three rules."""
    of = draw(st.sampled_from(floor.QuorumOf))
    denominator = draw(st.integers(1, 7))
    return floor.Quorum(
        of=of,
        number=draw(st.integers(1, 6)),
        numerator=draw(st.integers(1, denominator)),
        denominator=denominator,
    )


@st.composite
def bodies(draw):
    """Up to seven voices of one to three people, some of them substitutes, and up to two vacant seats."""
    voices = []
    for number in range(draw(st.integers(1, 7))):
        people = [floor.Person(key=(number, 0))]
        for place in range(1, draw(st.integers(1, 3))):
            stands_in = (number, 0) if draw(st.booleans()) else None
            people.append(floor.Person(key=(number, place), stands_in_for=stands_in))
        voices.append(floor.Voice(key=number, people=tuple(people), weight=draw(st.integers(1, 4))))
    return floor.Body(
        voices=tuple(voices),
        seats=len(voices) + draw(st.integers(0, 2)),
        quorum=draw(quorums()),
        is_chair_deciding=draw(st.booleans()),
        recused_count=draw(st.booleans()),
    )


@st.composite
def meetings(draw):
    """A body, what happened in its meeting in any order of entry, and a moment to look at."""
    body = draw(bodies())
    people = st.sampled_from(sorted(body.persons))
    changes = []
    for order in range(draw(st.integers(0, 25))):
        happening = draw(st.sampled_from([*floor.Happening, floor.Happening.ARRIVE, floor.Happening.ARRIVE]))
        names_item = happening in {floor.Happening.RECUSE, floor.Happening.RETURN}
        changes.append(
            floor.Change(
                person=draw(people),
                happening=happening,
                at=START + timedelta(minutes=draw(st.integers(0, 12))),
                order=order,
                item=draw(st.sampled_from(ITEMS)) if names_item else None,
            )
        )
    return body, tuple(changes), START + timedelta(minutes=draw(st.integers(0, 14)))


@st.composite
def thresholds(draw):
    """Any share of any base."""
    denominator = draw(st.integers(1, 5))
    return floor.Threshold(
        of=draw(st.sampled_from(floor.ThresholdOf)),
        numerator=draw(st.integers(1, denominator)),
        denominator=denominator,
        is_strict=draw(st.booleans()),
    )


def called(body, presence, item, data):
    """Call the roll: who may answer answers at random; return the answers by person."""
    answered = {}
    for person in sorted(body.persons):
        try:
            floor.check_answer(body, presence, answered, person, item)
        except floor.Objection:
            continue
        if data.draw(st.integers(0, 9)):
            answered[person] = data.draw(st.sampled_from(floor.Answer))
    return answered
