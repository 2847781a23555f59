"""A roll call by name, and what it decides."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .attendance import Presence
from .body import Body, Threshold, ThresholdOf, Voice
from .objection import Objection, Why
from .quorum import check_speaker, is_aside, standing, voices_present


class Answer(StrEnum):
    """What a voice answers when it is called."""

    YEA = "yea"
    NAY = "nay"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What was decided."""

    PASSED = "passed"
    FAILED = "failed"
    TIED = "tied"


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The count by weight: ``base`` is what the share is taken of, ``needed`` the fewest yeas that pass.

    ``is_chair_asked`` when a tie waits for the decision of who presides.
    """

    yea: int
    nay: int
    abstain: int
    base: int
    needed: int
    outcome: Outcome
    is_broken_by_chair: bool = False
    is_chair_asked: bool = False


def check_answer(
    body: Body,
    presence: Presence,
    answered: Mapping[Hashable, Answer],
    person: Hashable,
    item: Hashable | None,
) -> Voice:
    """Return the voice that ``person`` may cast on ``item`` now, or raise ``Objection``.

    ``answered`` is by person: a voice that another person has cast is not cast again.
    """
    voice = check_speaker(body, presence, person, item)
    for other in voice.people:
        if other.key != person and other.key in answered:
            raise Objection(Why.VOICE_ANSWERED, about=(person, other.key))
    return voice


def unanswered(
    body: Body, presence: Presence, answered: Mapping[Hashable, Answer], item: Hashable | None
) -> tuple[Voice, ...]:
    """Return the voices that are present, have not stepped aside, and have not answered yet."""
    return tuple(
        voice
        for voice in voices_present(body, presence)
        if not is_aside(voice, presence, item) and not any(one.key in answered for one in voice.people)
    )


def count(
    body: Body,
    presence: Presence,
    answered: Mapping[Hashable, Answer],
    threshold: Threshold,
    *,
    item: Hashable | None = None,
    casting: Answer | None = None,
) -> Tally:
    """Count ``answered`` (by person) against ``threshold``; ``casting`` is how who presides decides a tie.

    Weights count, except against a quorum, which is a number of voices. A tie is told only where more than
    half of the votes cast is asked; it fails unless the body lets the chair decide.
    """
    by_heads = threshold.of is ThresholdOf.QUORUM
    sums = dict.fromkeys(Answer, 0)
    for person, answer in answered.items():
        sums[answer] += 1 if by_heads else body.persons[person][0].weight
    yea, nay = sums[Answer.YEA], sums[Answer.NAY]
    base = _base(body, presence, threshold, yea + nay, item)
    passes = threshold.is_met(yea, base) and (not by_heads or yea > nay)
    is_tie = threshold.is_plain_majority and yea == nay > 0
    broken = is_tie and body.is_chair_deciding and casting in {Answer.YEA, Answer.NAY}
    if passes or (broken and casting is Answer.YEA):
        outcome = Outcome.PASSED
    else:
        outcome = Outcome.TIED if is_tie and not broken else Outcome.FAILED
    return Tally(
        yea=yea,
        nay=nay,
        abstain=sums[Answer.ABSTAIN],
        base=base,
        needed=_fewest(threshold, base, nay if by_heads else 0),
        outcome=outcome,
        is_broken_by_chair=broken,
        is_chair_asked=is_tie and body.is_chair_deciding and not broken,
    )


def _base(body: Body, presence: Presence, threshold: Threshold, cast: int, item: Hashable | None) -> int:
    match threshold.of:
        case ThresholdOf.VOTING:
            return cast
        case ThresholdOf.SEATS:
            return body.weight
        case ThresholdOf.QUORUM:
            return standing(body, presence, item).needed
        case _:
            return sum(
                voice.weight
                for voice in voices_present(body, presence)
                if body.recused_count or not is_aside(voice, presence, item)
            )


def _fewest(threshold: Threshold, base: int, nay: int) -> int:
    """Return the fewest yeas that are the share of ``base`` and more than ``nay`` where that is asked."""
    share = base * threshold.numerator
    least = share // threshold.denominator + 1 if threshold.is_strict else -(-share // threshold.denominator)
    return max(1, least, nay + 1 if nay else 1)
