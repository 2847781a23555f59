"""An independent reading of the same rules: slow, in fractions, by looking at every person every time."""

from fractions import Fraction


def is_here(changes, person, at):
    """Present when the last arrival or departure up to ``at`` was an arrival."""
    own = [
        one
        for one in changes
        if one.person == person and one.at <= at and one.happening in {"arrive", "leave"}
    ]
    return bool(own) and max(own, key=lambda one: (one.at, one.order)).happening == "arrive"


def is_aside_from(changes, person, item, at):
    """Stepped aside when no return to the item and no departure came after the last stepping aside."""

    def place(one):
        return (one.at, one.order)

    past = [one for one in changes if one.person == person and one.at <= at]
    steps = [place(one) for one in past if one.happening == "recuse" and one.item == item]
    ends = [
        place(one)
        for one in past
        if one.happening == "leave" or (one.happening == "return" and one.item == item)
    ]
    return bool(steps) and all(end < max(steps) for end in ends)


def may_speak(body, voice, changes, at):
    """The people of one voice who may speak for it at ``at``."""
    return [
        person
        for person in voice.people
        if is_here(changes, person.key, at)
        and (person.stands_in_for is None or not is_here(changes, person.stands_in_for, at))
    ]


def heads(body, changes, item, at):
    """Voices present, and those of them that have stepped aside."""
    present, aside = 0, 0
    for voice in body.voices:
        speaking = may_speak(body, voice, changes, at)
        if speaking:
            present += 1
            aside += all(is_aside_from(changes, one.key, item, at) for one in speaking)
    return present, aside


def quorum(body):
    """The smallest number of voices that satisfies the rule, found by trying."""
    rule, seats = body.quorum, body.seats
    if rule.of == "number":
        return max(1, rule.number)
    number = 1
    while not (
        Fraction(number, seats) > Fraction(1, 2)
        if rule.of == "majority"
        else Fraction(number, seats) >= Fraction(rule.numerator, rule.denominator)
    ):
        number += 1
    return number


def passes(body, changes, answered, threshold, item, at, casting=None):
    """Whether a motion passes, from the shares themselves."""
    weigh = {person.key: voice.weight for voice in body.voices for person in voice.people}
    if threshold.of == "quorum":
        weigh = dict.fromkeys(weigh, 1)
    yeas = sum(weigh[person] for person, answer in answered.items() if answer == "yea")
    nays = sum(weigh[person] for person, answer in answered.items() if answer == "nay")
    present = sum(
        voice.weight
        for voice in body.voices
        if (speaking := may_speak(body, voice, changes, at))
        and (body.recused_count or not all(is_aside_from(changes, one.key, item, at) for one in speaking))
    )
    vacant = max(0, body.seats - len(body.voices))
    base = {
        "voting": yeas + nays,
        "present": present,
        "seats": sum(voice.weight for voice in body.voices) + vacant,
        "quorum": quorum(body),
    }[threshold.of]
    if yeas == 0:
        return False
    half = Fraction(threshold.numerator, threshold.denominator) == Fraction(1, 2)
    if threshold.of == "voting" and half and threshold.is_strict and yeas == nays:
        return body.is_chair_deciding and casting == "yea"
    share, asked = (
        Fraction(yeas, base) if base else Fraction(0),
        Fraction(threshold.numerator, threshold.denominator),
    )
    enough = share > asked if threshold.is_strict else share >= asked
    return enough and (threshold.of != "quorum" or yeas > nays)
