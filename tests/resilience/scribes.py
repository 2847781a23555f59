"""What each of several people types into one meeting at once, each in a process of their own."""

import json
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

BEGAN = datetime(2026, 3, 19, 14, 0, tzinfo=UTC)  # as the meetings of the factories


def prepare(people: int) -> None:
    """A meeting in session, with a roll call that everybody takes down."""
    from tests.partnerships.meetings.running import a_room

    from interlocal.partnerships.meetings.actions import session

    room = a_room(members=5)
    room.open()
    session.begin_roll_call(motion=room.move("To begin."), **room.tick())
    assert people > 0


def write(number: int, turns: int) -> dict[str, list[str]]:
    """Type notes of one's own, one that all type, motions of one's own, and the same roll call."""
    from interlocal.kernel.exceptions import Refusal
    from interlocal.partnerships.meetings.actions import session
    from interlocal.partnerships.meetings.models import Meeting, Motion

    meeting = Meeting.objects.get()
    motion = Motion.objects.get(number=1)
    seats = list(meeting.body.members.order_by("pk"))
    told: dict[str, list[str]] = {"notes": [], "refused": [], "votes": []}
    for turn in range(turns):
        who = {"by": None, "now": BEGAN + timedelta(hours=1, seconds=turn)}
        own = f"{number}-{turn}"
        session.add_note(meeting=meeting, text=own, key=own, **who)
        session.add_note(meeting=meeting, text=own, key=own, **who)
        told["notes"].append(own)
        session.add_note(meeting=meeting, text=f"all {turn}", key=f"all-{turn}", **who)
        seat = seats[turn % len(seats)]
        answer = "yea" if number % 2 else "nay"
        # Who comes second sees that somebody else was faster, and overwrites nothing.
        try:
            if session.record_votes(motion=motion, answers={seat.pk: answer}, seen={}, **who):
                told["votes"].append(f"{seat.pk} {answer}")
        except Refusal as refusal:
            told["refused"].append(str(refusal))
        with suppress(Refusal):
            session.make_motion(
                meeting=meeting, kind="main", text=own, mover=seats[0], key=f"motion-{own}", **who
            )
    return told


def decide(number: int, turns: int) -> dict[str, list[str]]:
    """Close the roll call, then move, second and decide, as all the others do."""
    from interlocal.kernel.exceptions import Refusal
    from interlocal.partnerships.meetings.actions import session
    from interlocal.partnerships.meetings.models import Meeting, Motion

    meeting = Meeting.objects.get()
    seats = list(meeting.body.members.order_by("pk"))
    who = {"by": None, "now": BEGAN + timedelta(hours=2)}
    session.close_roll_call(motion=Motion.objects.get(number=1), **who)
    moved = []
    for turn in range(turns):
        with suppress(Refusal):
            made = session.make_motion(
                meeting=meeting,
                kind="main",
                text="T",
                mover=seats[0],
                seconder=seats[1],
                key=f"{number}-{turn}",
                **who,
            )
            moved.append(made.public_id)
            session.decide_without_roll_call(motion=made, is_unanimous=True, **who)
    return {"moved": moved}


def found() -> dict[str, list[str]]:
    """What stands in the database."""
    from interlocal.partnerships.meetings.models import Motion, RecordNote, Vote

    motions = Motion.objects.order_by("number")
    return {
        "notes": list(RecordNote.objects.values_list("text", flat=True)),
        "votes": [f"{vote.member_id} {vote.choice}" for vote in Vote.objects.filter(motion__number=1)],
        "moved": [motion.public_id for motion in motions.filter(number__gt=1)],
        "numbers": [str(motion.number) for motion in motions],
        "states": [motion.state for motion in motions],
    }


def main(step: str, *arguments: str) -> None:
    """Take one step in a process of its own."""
    import django

    django.setup()
    if step == "prepare":
        prepare(int(arguments[0]))
    elif step == "found":
        sys.stdout.write(json.dumps(found()))
    else:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()  # all begin together
        act = {"write": write, "decide": decide}[step]
        sys.stdout.write(json.dumps(act(int(arguments[0]), int(arguments[1]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
