"""A motion in the words of the minutes: who moved what, who voted how, and what became of it."""

from collections.abc import Sequence

from interlocal.partnerships.meetings.models import Choice, Motion, MotionKind, MotionState
from interlocal.partnerships.meetings.queries.floor import cast_of
from interlocal.partnerships.meetings.queries.minutes.record import Record

_RESULTS = {MotionState.PASSED: "passed", MotionState.FAILED: "failed"}
_ENDS = {MotionState.WITHDRAWN: "withdrawn", MotionState.TABLED: "put aside without a vote"}


def motion_words(record: Record, motion: Motion) -> str:
    """Return everything that the minutes say of a motion."""
    return " ".join(part for part in (_moved(record, motion), *_decided(record, motion)) if part)


def _moved(record: Record, motion: Motion) -> str:
    item = record.items.get(motion.item_id or 0)
    values = {
        "mover": record.name(motion.mover_id),
        "seconder": record.name(motion.seconder_id),
        "text": motion.text if motion.text.endswith((".", "?", "!")) else f"{motion.text}.",
        "number": motion.number,
        "time": record.clock(motion.moved_at),
        "item": item.title if item else "",
    }
    if motion.seconder_id is None:
        return record.words("motion-unseconded", **values)
    if motion.kind == MotionKind.AMEND and motion.amends is not None:
        return record.words("amendment", **values, amended=motion.amends.number)
    return record.words("motion", **values)


def _decided(record: Record, motion: Motion) -> Sequence[str]:
    if motion.state in _ENDS:
        return [record.words("undecided", result=_ENDS[MotionState(motion.state)], number=motion.number)]
    if motion.state not in _RESULTS:
        return []
    result = _result(motion)
    if motion.is_roll_call:
        votes = [record.words("roll-call", **_votes(record, motion))]
        if motion.chair_vote_broke_tie:
            votes.append(record.words("tie", chair=record.name(record.meeting.presiding_id)))
        return [*votes, _counted(record, motion, result)]
    how = record.words("unanimous" if motion.tally.get("how") == "unanimous" else "voice")
    return [how, record.words("result-uncounted", result=result, number=motion.number)]


def _result(motion: Motion) -> str:
    return _RESULTS[MotionState(motion.state)]


def _counted(record: Record, motion: Motion, result: str) -> str:
    return record.words(
        "result",
        result=result,
        yeas=motion.tally.get("yea", 0),
        nays=motion.tally.get("nay", 0),
        abstentions=motion.tally.get("abstain", 0),
        needed=motion.tally.get("needed", ""),
        number=motion.number,
    )


def _votes(record: Record, motion: Motion) -> dict[str, str]:
    """Names by answer; a vote that weighs more than one says so."""
    by_choice: dict[str, list[str]] = {choice: [] for choice in Choice.values}
    for vote in cast_of(motion):
        weight = f" ({vote.weight})" if vote.weight != 1 else ""
        by_choice[vote.choice].append(f"{record.name(vote.member_id)}{weight}")
    return {choice: "; ".join(names) or "none" for choice, names in by_choice.items()}
