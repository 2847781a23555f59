"""Roll calls by name, and votes without one."""

from collections.abc import Hashable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.actions.session import deciding
from interlocal.partnerships.meetings.actions.session.holding import held, in_order
from interlocal.partnerships.meetings.floor import (
    Answer,
    Kind,
    Outcome,
    Presence,
    Threshold,
    check_answer,
    check_quorum,
    check_roll_call,
    count,
    presence_at,
    unanswered,
    voices_present,
)
from interlocal.partnerships.meetings.floor.quorum import is_aside, speakers
from interlocal.partnerships.meetings.models import (
    BodyMember,
    Meeting,
    Motion,
    MotionKind,
    MotionState,
    Vote,
)
from interlocal.partnerships.meetings.queries.floor import Floor, cast_of, floor_of

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def begin_roll_call(*, by: "User | None", motion: Motion, now: datetime) -> Motion:
    """Begin the vote by name on the motion that is decided next."""
    with act(
        by=by, action="meetings.begin_roll_call", now=now, subject=motion.meeting, motion=motion.public_id
    ):
        floor, row = _next(motion, now)
        if row.state != MotionState.VOTING:
            rules.refuse_unseconded(row)
            _refuse_without_quorum(floor, row)
            row.state = MotionState.VOTING
            row.save(update_fields=["state"])
    return row


def record_votes(
    *,
    by: "User | None",
    motion: Motion,
    answers: Mapping[int, str],
    seen: Mapping[int, str],
    now: datetime,
) -> list[Vote]:
    """Record what members (by primary key) answered; return the new rows.

    ``seen`` is what stood for each when the answers were given. An answer that differs from one which
    somebody else recorded meanwhile is refused, so that nobody's entry is lost unseen; one that changes what
    was seen is added as a correction.
    """
    with act(
        by=by, action="meetings.record_votes", now=now, subject=motion.meeting, motion=motion.public_id
    ) as recorded:
        floor, row = _next(motion, now)
        if row.state != MotionState.VOTING:
            raise Refusal(_("The roll has not been called for this motion."))
        standing = {vote.member_id: vote for vote in cast_of(row)}
        answered = floor.answered(row)
        rows = []
        for member_id, choice in answers.items():
            known = standing.get(member_id)
            if known is not None and known.choice == choice:
                continue
            _refuse_unseen(floor, member_id, known, seen.get(member_id, ""))
            with in_order(floor, f"vote_{member_id}"):
                check_answer(floor.body, floor.presence, answered, member_id, row.item_id)
            answered[member_id] = Answer(choice)
            rows.append(deciding.vote_of(floor, row, floor.members[member_id], choice, by, now, known))
        for vote in rows:
            vote.save(force_insert=True)
        recorded.record(members=[vote.member.public_id for vote in rows])
    return rows


def close_roll_call(*, by: "User | None", motion: Motion, casting: str = "", now: datetime) -> Motion:
    """End the roll call once everybody present has answered, count, and do what was decided.

    Those who stepped aside and those absent get their row too. A tie that the chair decides waits for
    ``casting``, ``"yea"`` or ``"nay"``. What the motion needed is frozen with it.
    """
    with act(
        by=by, action="meetings.close_roll_call", now=now, subject=motion.meeting, motion=motion.public_id
    ) as closed:
        floor = held(motion.meeting, now)
        row = _row(floor, motion)
        if row.state in rules.DECIDED:
            return row
        rules.refuse_out_of_turn(row, is_next=row == floor.motion)
        if row.state != MotionState.VOTING:
            raise Refusal(_("The roll has not been called for this motion."))
        answered = floor.answered(row)
        _refuse_unanswered(floor, row, answered)
        _refuse_without_quorum(floor, row)
        share = floor.share(row.kind)
        tally = count(
            floor.body,
            floor.presence,
            answered,
            share,
            item=row.item_id,
            casting=Answer(casting) if casting in {Answer.YEA, Answer.NAY} else None,
        )
        if tally.is_chair_asked:
            if casting:
                raise Refusal(_("The chair decides a tie by yea or nay."), field="casting")
            raise Refusal(
                _("It is a tie of %(votes)s to %(votes)s, and the chair decides it. Ask the chair.")
                % {"votes": tally.yea},
                field="casting",
            )
        deciding.add_silent(floor, row, answered, by, now)
        row.is_roll_call, row.chair_vote_broke_tie = True, tally.is_broken_by_chair
        deciding.settle_motion(floor, row, share, deciding.written(tally, "roll-call"), now=now)
        closed.record(outcome=row.state)
    return row


def decide_without_roll_call(
    *, by: "User | None", motion: Motion, is_unanimous: bool, passed: bool = True, now: datetime
) -> Motion:
    """Decide by voice, or by unanimous consent (everybody present agrees, so it is counted as all yeas).

    Refused where the law asks for a roll call, and by voice where the motion needs more than a majority of
    those who vote: that must be counted.
    """
    with act(
        by=by, action="meetings.decide", now=now, subject=motion.meeting, motion=motion.public_id
    ) as decided:
        floor = held(motion.meeting, now)
        row = _row(floor, motion)
        if row.state in rules.DECIDED:
            return row
        rules.refuse_out_of_turn(row, is_next=row == floor.motion)
        rules.refuse_unseconded(row)
        if row.state == MotionState.VOTING:
            raise Refusal(_("The roll call has begun: finish it."))
        share = floor.share(row.kind)
        _refuse_uncounted(floor, row, share, is_unanimous=is_unanimous)
        tally = deciding.by_voice(passed=passed)
        if is_unanimous:
            acting = [
                voice
                for voice in voices_present(floor.body, floor.presence)
                if not is_aside(voice, floor.presence, row.item_id)
            ]
            yeas = {speakers(voice, floor.presence)[0]: Answer.YEA for voice in acting}
            found = count(floor.body, floor.presence, yeas, share, item=row.item_id)
            tally = deciding.written(found, "unanimous")
        row.is_roll_call = False
        deciding.settle_motion(floor, row, share, tally, now=now)
        decided.record(outcome=row.state)
    return row


def correct_vote(
    *, by: "User | None", motion: Motion, member: BodyMember, choice: str, now: datetime
) -> Vote:
    """Correct one name's vote after the count, where the result stays the same.

    A correction that would turn the result is refused: only the body changes what it decided (RONR § 37).
    """
    with act(by=by, action="meetings.correct_vote", now=now, subject=motion.meeting, motion=motion.public_id):
        Meeting.objects.select_for_update().get(pk=motion.meeting_id)
        floor = floor_of(motion.meeting, motion.decided_at or now)
        row = _row(floor, motion)
        known = next((vote for vote in cast_of(row) if vote.member_id == member.pk), None)
        answered = floor.answered(row)
        if row.state not in rules.DECIDED or known is None or member.pk not in answered:
            raise Refusal(_("Only a vote that was counted can be corrected."), field="member")
        if known.choice == choice:
            return known
        answered[member.pk] = Answer(choice)
        tally = count(
            floor.body,
            _presence(floor, row),
            answered,
            deciding.frozen_share(row),
            item=row.item_id,
            casting=_casting(row),
        )
        if (tally.outcome is Outcome.PASSED) != (row.state == MotionState.PASSED) or (
            tally.is_broken_by_chair != row.chair_vote_broke_tie
        ):
            raise Refusal(
                _(
                    "With that correction the result would be another. The body itself must reconsider the "
                    "motion (RONR (12th ed.) § 37)."
                ),
                field="choice",
            )
        vote = deciding.vote_of(floor, row, member, choice, by, now, known)
        vote.save(force_insert=True)
        row.tally = {**row.tally, **deciding.written(tally, "roll-call")}
        row.save(update_fields=["tally"])
    return vote


def _next(motion: Motion, now: datetime) -> tuple[Floor, Motion]:
    floor = held(motion.meeting, now)
    row = _row(floor, motion)
    rules.refuse_out_of_turn(row, is_next=row == floor.motion)
    return floor, row


def _row(floor: Floor, motion: Motion) -> Motion:
    row = next(one for one in floor.motions if one.pk == motion.pk)
    row.meeting = floor.meeting
    return row


def _presence(floor: Floor, row: Motion) -> Presence:
    return presence_at(floor.changes, row.decided_at or floor.at)


def _casting(row: Motion) -> Answer | None:
    if not row.chair_vote_broke_tie:
        return None
    return Answer.YEA if row.state == MotionState.PASSED else Answer.NAY


def _refuse_without_quorum(floor: Floor, row: Motion) -> None:
    if row.kind != MotionKind.ADJOURN:
        with in_order(floor):
            check_quorum(floor.body, floor.presence, row.item_id, floor.law.quorum.section)


def _refuse_unseen(floor: Floor, member_id: int, known: Vote | None, seen: str) -> None:
    if known is not None and known.choice != seen:
        raise Refusal(
            _("Somebody has recorded %(vote)s for %(who)s meanwhile. Look again before you change it.")
            % {"vote": known.get_choice_display(), "who": floor.names[member_id]},
            field=f"vote_{member_id}",
        )


def _refuse_unanswered(floor: Floor, row: Motion, answered: Mapping[Hashable, Answer]) -> None:
    missing = unanswered(floor.body, floor.presence, answered, row.item_id)
    if missing:
        names = [floor.names[speakers(voice, floor.presence)[0]] for voice in missing]  # type: ignore[index]
        raise Refusal(
            _("Not everybody present has answered: %(names)s. A roll call names each (%(section)s).")
            % {"names": "; ".join(names), "section": floor.law.minutes.section}
        )


def _refuse_uncounted(floor: Floor, row: Motion, share: Threshold, *, is_unanimous: bool) -> None:
    _refuse_without_quorum(floor, row)
    # What the law asks of public bodies alone.
    if floor.meeting.body.is_treated_as_public:
        with in_order(floor):
            check_roll_call(floor.law, floor.closed_floor, kind=Kind(row.kind), is_roll_call=False)
    if not is_unanimous and not share.is_plain_majority:
        raise Refusal(
            _("This motion needs a counted share (%(section)s). Call the roll.")
            % {"section": share.section or _("rule of the body")}
        )
