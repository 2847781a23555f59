"""Which motions are in order: each kind yields to those above it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .attendance import Presence
from .body import Body
from .objection import Objection, Why
from .quorum import check_speaker


class Kind(StrEnum):
    """What a motion asks for."""

    MAIN = "main"
    APPROVE_MINUTES = "approve-minutes"
    CONSENT = "consent"
    CLOSE_SESSION = "close-session"
    AMEND = "amend"
    POSTPONE = "postpone"
    CLOSE_DEBATE = "close-debate"
    TABLE = "table"
    ADJOURN = "adjourn"


# Robert's Rules of Order Newly Revised, 12th ed., 5:10: what stands later may interrupt what stands earlier.
RANK = {
    Kind.MAIN: 0,
    Kind.APPROVE_MINUTES: 0,
    Kind.CONSENT: 0,
    Kind.CLOSE_SESSION: 0,
    Kind.AMEND: 1,
    Kind.POSTPONE: 2,
    Kind.CLOSE_DEBATE: 3,
    Kind.TABLE: 4,
    Kind.ADJOURN: 5,
}
AMENDABLE = frozenset({Kind.MAIN, Kind.APPROVE_MINUTES, Kind.CONSENT, Kind.AMEND})
# What may still be moved when it was decided to vote at once.
AFTER_DEBATE = frozenset({Kind.TABLE, Kind.ADJOURN})
DEEPEST = 2


@dataclass(frozen=True, kw_only=True)
class Pending:
    """A motion that waits for its decision. ``is_voting`` once the roll call has begun."""

    key: Hashable
    number: int
    kind: Kind
    amends: Hashable | None = None
    is_debate_closed: bool = False
    is_voting: bool = False


def open_motions(pending: Iterable[Pending]) -> tuple[Pending, ...]:
    """Return what is pending in the order moved: the last is the one to be decided now."""
    return tuple(sorted(pending, key=lambda motion: motion.number))


def in_order(pending: Sequence[Pending]) -> frozenset[Kind]:
    """Return the kinds that may be moved now, given what is pending in the order moved."""
    return frozenset(kind for kind in Kind if _objection(kind, pending) is None)


def check_order(kind: Kind, pending: Sequence[Pending], amends: Hashable | None = None) -> None:
    """Raise ``Objection`` when ``kind`` cannot be moved now; an amendment names what it amends."""
    if (why := _objection(kind, pending)) is not None:
        raise Objection(why)
    if kind is Kind.AMEND and amends != pending[-1].key:
        raise Objection(Why.AMENDS_OTHER)


def _objection(kind: Kind, pending: Sequence[Pending]) -> Why | None:
    if not pending:
        return Why.NOTHING_PENDING if kind in {Kind.AMEND, Kind.CLOSE_DEBATE} else None
    now = pending[-1]
    if now.is_voting:
        return Why.OUT_OF_ORDER
    if now.is_debate_closed and kind not in AFTER_DEBATE:
        return Why.DEBATE_CLOSED
    if kind is Kind.AMEND:
        if now.kind not in AMENDABLE:
            return Why.OUT_OF_ORDER
        return Why.AMENDED_TWICE if _depth(pending) >= DEEPEST else None
    return None if RANK[kind] > RANK[now.kind] else Why.OUT_OF_ORDER


def _depth(pending: Sequence[Pending]) -> int:
    """How many amendments stand on one another at the end of ``pending``."""
    depth = 0
    for motion in reversed(pending):
        if motion.kind is not Kind.AMEND:
            break
        depth += 1
    return depth


def check_mover(body: Body, presence: Presence, mover: Hashable, item: Hashable | None) -> None:
    """Raise ``Objection`` unless ``mover`` is present, has a voice, and has not stepped aside."""
    check_speaker(body, presence, mover, item)


def check_seconder(
    body: Body, presence: Presence, *, mover: Hashable, seconder: Hashable, item: Hashable | None
) -> None:
    """Raise ``Objection`` unless ``seconder`` may speak now and is somebody else than the mover."""
    if seconder == mover:
        raise Objection(Why.SECONDS_OWN, about=(seconder,))
    check_speaker(body, presence, seconder, item)
