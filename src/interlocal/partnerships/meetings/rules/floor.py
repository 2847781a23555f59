"""A body's records as the floor reads them, what share a motion needs, and objections in words."""

from collections.abc import Collection, Hashable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.partnerships.meetings import floor
from interlocal.partnerships.meetings.floor import Objection, Why
from interlocal.partnerships.meetings.models import (
    AttendanceEvent,
    Body,
    BodyMember,
    BodyThreshold,
    Motion,
    MotionKind,
    MotionState,
    TieRule,
    VotingKind,
)

PENDING = (MotionState.MOVED, MotionState.SECONDED, MotionState.VOTING)
DECIDED = (MotionState.PASSED, MotionState.FAILED)

# Where a rule of order, and not a law or the body's own rule, stands behind an objection.
_ORDER = {
    Why.SECONDS_OWN: "RONR (12th ed.) § 4",
    Why.OUT_OF_ORDER: "RONR (12th ed.) § 5",
    Why.NOTHING_PENDING: "RONR (12th ed.) § 12",
    Why.AMENDED_TWICE: "RONR (12th ed.) § 12",
    Why.AMENDS_OTHER: "RONR (12th ed.) § 12",
    Why.DEBATE_CLOSED: "RONR (12th ed.) § 16",
}
_WORDS: dict[Why, Promise] = {
    Why.NO_QUORUM: gettext_lazy(
        "Without a quorum nothing is moved or decided: %(counted)s count for this item, and it takes "
        "%(needed)s. Wait for others, or adjourn"
    ),
    Why.NOT_PRESENT: gettext_lazy("%(who)s is not present. Record the arrival first"),
    Why.NO_VOICE: gettext_lazy("%(who)s has no vote in this body"),
    Why.STANDS_IN: gettext_lazy("%(who)s stands in for %(other)s, who is present and speaks alone"),
    Why.RECUSED: gettext_lazy("%(who)s has stepped aside from this item"),
    Why.SECONDS_OWN: gettext_lazy("Nobody seconds their own motion. Choose somebody else"),
    Why.OUT_OF_ORDER: gettext_lazy("Another motion is before the body. Decide that one first"),
    Why.NOTHING_PENDING: gettext_lazy("No motion is before the body that this could be about"),
    Why.AMENDED_TWICE: gettext_lazy("An amendment of an amendment is not amended again. Decide it first"),
    Why.AMENDS_OTHER: gettext_lazy("Amend the motion that is decided next"),
    Why.DEBATE_CLOSED: gettext_lazy("The body has closed debate: the vote comes next"),
    Why.NO_GROUNDS: gettext_lazy("Name the section under which the session is closed"),
    Why.UNKNOWN_GROUNDS: gettext_lazy("The law names no ground %(codes)s for closing"),
    Why.NOT_IN_NOTICE: gettext_lazy(
        "The posted notice does not name %(codes)s for this item, so the session cannot be closed under it"
    ),
    Why.NEEDS_ROLL_CALL: gettext_lazy("This is decided by roll call only. Call the roll"),
    Why.OTHER_BUSINESS: gettext_lazy(
        "The session is closed for %(codes)s: nothing else is dealt with until it is open again"
    ),
    Why.CLOSED_ALREADY: gettext_lazy("The session is closed already"),
    Why.VOICE_ANSWERED: gettext_lazy("%(other)s has already cast that vote"),
}


def objection_words(
    objection: Objection, names: Mapping[Hashable, str], standing: floor.Standing, quorum_rule: str
) -> str:
    """Return what is out of order, how to mend it, and the section behind it."""
    about = objection.about
    values = {
        "who": names.get(about[0], "") if about else "",
        "other": names.get(about[1], "") if len(about) > 1 else "",
        "codes": ", ".join(str(code) for code in about),
        "counted": standing.counted,
        "needed": standing.needed,
    }
    section = objection.section or _ORDER.get(objection.why, "")
    if not section and objection.why is Why.NO_QUORUM:
        section = _("rule of the body: %(rule)s") % {"rule": quorum_rule}
    said = str(_WORDS[objection.why]) % values
    return f"{said} ({section})." if section else f"{said}."


def body_on_the_floor(body: Body, members: Collection[BodyMember], law: floor.MeetingLaw) -> floor.Body:
    """Return ``body`` with those ``members`` who sit on it, as the floor reads it.

    One vote a jurisdiction: whoever of it is present may cast it. Otherwise each member has a vote, which a
    substitute casts while the member is away.
    """
    voting = [member for member in members if member.has_vote]
    people: dict[Hashable, list[floor.Person]] = {}
    weights: dict[Hashable, int] = {}
    for member in voting:
        key = _voice_of(body, member)
        people.setdefault(key, []).append(floor.Person(key=member.pk, stands_in_for=member.substitute_for_id))
        if member.substitute_for_id is None and body.voting_kind == VotingKind.WEIGHTED:
            weights[key] = member.weight
    voices = tuple(
        floor.Voice(key=key, people=tuple(row), weight=weights.get(key, 1)) for key, row in people.items()
    )
    return floor.Body(
        voices=voices,
        seats=body.seats or len(voices),
        quorum=floor.Quorum(
            of=floor.QuorumOf(body.quorum_kind),
            number=body.quorum_number or 0,
            numerator=body.quorum_numerator or 1,
            denominator=body.quorum_denominator or 2,
        ),
        is_chair_deciding=body.tie_rule == TieRule.CHAIR,
        recused_count=law.recused_count,
    )


def _voice_of(body: Body, member: BodyMember) -> Hashable:
    if body.voting_kind == VotingKind.JURISDICTION and member.jurisdiction_id is not None:
        return ("jurisdiction", member.jurisdiction_id)
    return ("member", member.substitute_for_id or member.pk)


def share_needed(
    body: Body, thresholds: Iterable[BodyThreshold], kind: str, law: floor.MeetingLaw
) -> floor.Threshold:
    """Return the share that a motion of ``kind`` needs: the body's own, its general one, or the usual.

    Usual are a majority of a quorum to close the session of a public body, two thirds of
    those who vote to close debate (RONR, 12th ed., § 16), and more than half of those who vote for all else.
    """
    by_kind = {row.motion_kind: row for row in thresholds}
    if (row := by_kind.get(kind)) is not None:
        return _read(row)
    if kind == MotionKind.CLOSE_SESSION and body.is_treated_as_public:
        return floor.Threshold(of=floor.ThresholdOf.QUORUM, section=law.closing.section)
    if kind == MotionKind.CLOSE_DEBATE:
        return floor.Threshold(numerator=2, denominator=3, is_strict=False, section="RONR (12th ed.) § 16")
    return _read(by_kind[""]) if "" in by_kind else floor.Threshold()


def _read(row: BodyThreshold) -> floor.Threshold:
    return floor.Threshold(
        of=floor.ThresholdOf(row.basis),
        numerator=row.numerator,
        denominator=row.denominator,
        is_strict=row.is_strict,
        section=row.rule,
    )


def changes_of(events: Iterable[AttendanceEvent]) -> tuple[floor.Change, ...]:
    """Return who came, went and stepped aside: what was annulled, and what annuls, says nothing."""
    rows = list(events)
    void = {row.annuls_id for row in rows if row.annuls_id is not None}
    return tuple(
        floor.Change(
            person=row.member_id,
            happening=floor.Happening(row.kind),
            at=row.at,
            order=row.pk,
            item=row.item_id,
        )
        for row in rows
        if row.annuls_id is None and row.pk not in void
    )


def pending_of(motions: Iterable[Motion]) -> tuple[floor.Pending, ...]:
    """Return what waits for a decision, in the order moved."""
    rows = list(motions)
    closed = {
        row.rule.get("closes", "")
        for row in rows
        if row.kind == MotionKind.CLOSE_DEBATE and row.state == MotionState.PASSED
    }
    return floor.open_motions(
        floor.Pending(
            key=row.pk,
            number=row.number,
            kind=floor.Kind(row.kind),
            amends=row.amends_id,
            is_debate_closed=row.public_id in closed,
            is_voting=row.state == MotionState.VOTING,
        )
        for row in rows
        if row.state in PENDING
    )
