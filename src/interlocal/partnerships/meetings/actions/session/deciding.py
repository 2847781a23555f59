"""What is written when a motion is decided, and what follows from it."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from interlocal.partnerships.meetings.actions import duties
from interlocal.partnerships.meetings.actions.session.opening import end_meeting
from interlocal.partnerships.meetings.events import MeetingAdjourned
from interlocal.partnerships.meetings.floor import Answer, Outcome, Tally, Threshold, ThresholdOf
from interlocal.partnerships.meetings.floor.quorum import is_aside, speakers
from interlocal.partnerships.meetings.models import (
    AgendaItem,
    BodyMember,
    Choice,
    ClosedSession,
    ItemState,
    Minutes,
    MinutesState,
    Motion,
    MotionKind,
    MotionState,
    Vote,
    VotingKind,
)
from interlocal.partnerships.meetings.queries.floor import Floor

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def vote_of(
    floor: Floor,
    motion: Motion,
    member: BodyMember,
    choice: str,
    by: "User | None",
    now: datetime,
    corrects: Vote | None = None,
) -> Vote:
    """Return the row of one name's vote, not yet saved."""
    voice, _person = floor.body.persons[member.pk]
    by_city = floor.meeting.body.voting_kind == VotingKind.JURISDICTION
    return Vote(
        motion=motion,
        member=member,
        cast_for=member.jurisdiction if by_city else None,
        choice=choice,
        weight=voice.weight,
        at=now,
        corrects=corrects,
        recorded_by=by,
        created_at=now,
    )


def add_silent(
    floor: Floor, motion: Motion, answered: Mapping[Hashable, Answer], by: "User | None", now: datetime
) -> None:
    """Add the rows of the voices that did not vote: those who stepped aside, and those absent."""
    for voice in floor.body.voices:
        if any(person.key in answered for person in voice.people):
            continue
        here = speakers(voice, floor.presence)
        aside = is_aside(voice, floor.presence, motion.item_id)
        first = here[0] if here else voice.people[0].key
        choice = Choice.RECUSED if aside else Choice.ABSENT
        member = floor.members[first]  # type: ignore[index]
        vote_of(floor, motion, member, choice, by, now).save(force_insert=True)


def written(tally: Tally, how: str) -> dict[str, Any]:
    """Return a tally as it is kept with its motion."""
    return {
        "how": how,
        "yea": tally.yea,
        "nay": tally.nay,
        "abstain": tally.abstain,
        "base": tally.base,
        "needed": tally.needed,
        "outcome": tally.outcome.value,
    }


def by_voice(*, passed: bool) -> dict[str, Any]:
    """Return what is kept of a vote that nobody counted."""
    return {"how": "voice", "outcome": (Outcome.PASSED if passed else Outcome.FAILED).value}


def frozen_share(motion: Motion) -> Threshold:
    """Return the share that a decided motion needed when it was decided."""
    rule = motion.rule
    return Threshold(
        of=ThresholdOf(rule["of"]),
        numerator=rule["numerator"],
        denominator=rule["denominator"],
        is_strict=rule["is_strict"],
        section=rule["section"],
    )


def settle_motion(
    floor: Floor,
    motion: Motion,
    share: Threshold,
    tally: dict[str, Any],
    *,
    now: datetime,
) -> None:
    """Write the result with the rule as it stands, and do what follows from it."""
    standing = floor.standing
    motion.rule = {
        "of": share.of.value,
        "numerator": share.numerator,
        "denominator": share.denominator,
        "is_strict": share.is_strict,
        "section": share.section,
        "quorum_needed": standing.needed,
        "quorum_counted": standing.counted,
        "seats": standing.seats,
    }
    motion.tally = tally
    is_passed = tally["outcome"] == Outcome.PASSED
    motion.state = MotionState.PASSED if is_passed else MotionState.FAILED
    motion.decided_at = now
    if is_passed:
        _follow(floor, motion, now)
    elif motion.kind == MotionKind.APPROVE_MINUTES:
        motion.approved_minutes.update(approving_motion=None)
    motion.save(
        update_fields=[
            "rule",
            "tally",
            "state",
            "decided_at",
            "is_roll_call",
            "chair_vote_broke_tie",
        ]
    )


def _follow(floor: Floor, motion: Motion, now: datetime) -> None:
    match motion.kind:
        case MotionKind.CONSENT:
            _take_together(floor, motion, now)
        case MotionKind.APPROVE_MINUTES:
            _approve_minutes(motion, now)
        case MotionKind.CLOSE_SESSION:
            ClosedSession.objects.create(
                meeting=floor.meeting,
                motion=motion,
                item=motion.item,
                grounds=motion.grounds,
                began_at=now,
                created_at=now,
            )
        case MotionKind.CLOSE_DEBATE:
            motion.rule["closes"] = floor.open_motions[1].public_id
        case MotionKind.TABLE | MotionKind.POSTPONE:
            _put_off(floor, motion, now)
        case MotionKind.ADJOURN:
            end_meeting(floor.meeting, now)
            _announce_end(floor, now)
        case _:
            pass


def _approve_minutes(motion: Motion, now: datetime) -> None:
    """An approved version takes the place of one that was approved before it was corrected."""
    for row in Minutes.objects.filter(approving_motion=motion, state=MinutesState.PROPOSED):
        earlier = Minutes.objects.filter(meeting=row.meeting_id, state=MinutesState.APPROVED)
        earlier.update(state=MinutesState.SUPERSEDED)
        row.state, row.approved_at = MinutesState.APPROVED, now
        row.save(update_fields=["state", "approved_at"])


def _take_together(floor: Floor, motion: Motion, now: datetime) -> None:
    taken = [row for row in floor.items if row.is_taken_together and row.state == ItemState.PLANNED]
    motion.rule["items"] = [row.public_id for row in taken]
    AgendaItem.objects.filter(pk__in=[row.pk for row in taken]).update(
        state=ItemState.DONE, began_at=now, ended_at=now
    )


def _put_off(floor: Floor, motion: Motion, now: datetime) -> None:
    """The main motion and what stands on it go with the item."""
    below = [row.pk for row in floor.open_motions if row.pk != motion.pk]
    Motion.objects.filter(pk__in=below).update(state=MotionState.TABLED)
    if motion.item_id is not None:
        AgendaItem.objects.filter(pk=motion.item_id).update(state=ItemState.POSTPONED, ended_at=now)


def _announce_end(floor: Floor, now: datetime) -> None:
    from interlocal.kernel.outbox import announce

    announce(MeetingAdjourned(**duties.about(floor.meeting)), now=now)
