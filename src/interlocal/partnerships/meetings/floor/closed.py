"""The guard of a session without the public: how it is closed, and what may be dealt with in it."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass

from .law import MeetingLaw
from .motions import Kind
from .objection import Objection, Why

# What a body may do with the one item for which it closed: everything else waits for the open session.
WITHIN = frozenset({Kind.MAIN, Kind.AMEND, Kind.POSTPONE, Kind.CLOSE_DEBATE, Kind.TABLE})


@dataclass(frozen=True, kw_only=True)
class ClosedFloor:
    """A session that is closed now: for which item, on which grounds."""

    item: Hashable | None
    grounds: tuple[str, ...]


def check_closing(
    law: MeetingLaw,
    *,
    grounds: Collection[str],
    known: Collection[str],
    noticed: Collection[str],
    closed: ClosedFloor | None,
) -> None:
    """Raise ``Objection`` unless a motion may close the session.

    ``grounds`` are the sections that it cites, ``known`` those under which the law lets a meeting be closed,
    ``noticed`` those that the posted notice names for the item.
    """
    if closed is not None:
        raise Objection(Why.CLOSED_ALREADY, section=law.only_that_business.section)
    if not grounds:
        raise Objection(Why.NO_GROUNDS, section=law.closing.section)
    if unknown := tuple(code for code in grounds if code not in known):
        raise Objection(Why.UNKNOWN_GROUNDS, section=law.closing.section, about=unknown)
    if missing := tuple(code for code in grounds if code not in noticed):
        raise Objection(Why.NOT_IN_NOTICE, section=law.closing_notice.section, about=missing)


def check_business(
    law: MeetingLaw, closed: ClosedFloor | None, *, item: Hashable | None, kind: Kind | None = None
) -> None:
    """Raise ``Objection`` where the session is closed and this is not what it was closed for."""
    if closed is None:
        return
    if item != closed.item or (kind is not None and kind not in WITHIN):
        raise Objection(Why.OTHER_BUSINESS, section=law.only_that_business.section, about=closed.grounds)


def check_roll_call(law: MeetingLaw, closed: ClosedFloor | None, *, kind: Kind, is_roll_call: bool) -> None:
    """Raise ``Objection`` where a vote without names is not enough: to close the session, and within it."""
    if is_roll_call:
        return
    if kind is Kind.CLOSE_SESSION:
        raise Objection(Why.NEEDS_ROLL_CALL, section=law.closing.section)
    if closed is not None:
        raise Objection(Why.NEEDS_ROLL_CALL, section=law.closed_votes.section)
