"""Who may propose, arrange and record meetings. ``None`` is the system, which may."""

from collections.abc import Iterable

from interlocal.kernel import permissions
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.meetings.models import BodyMember, Office

# Those who prepare and record a body's meetings by their office in it, whatever role they hold.
ARRANGING_OFFICES = frozenset({Office.CHAIR, Office.VICE_CHAIR, Office.SECRETARY})


class Permission(permissions.Permission):
    """What a role can be given in this room.

    ``ARRANGE`` and ``RECORD`` count where they are held for the whole partnership; the chair, vice chair and
    secretary of a body have both for it by their office. ``COUNCIL`` counts for the city for which it is
    held: its holders bring in what that city's council did.
    """

    READ = "meetings.read"
    PROPOSE = "meetings.propose"
    ARRANGE = "meetings.arrange"
    RECORD = "meetings.record"
    COUNCIL = "meetings.council"


def may_edit_bodies(user: Actor) -> bool:
    """May they add bodies and facilities and change their rules and members?"""
    return user.may(Permission.ARRANGE, PARTNERSHIP)


def may_arrange(user: Actor, own_seats: Iterable[BodyMember]) -> bool:
    """May they arrange meetings of a body, its agenda and notices? ``own_seats`` are theirs on it today."""
    return user.may(Permission.ARRANGE, PARTNERSHIP) or _holds_office(own_seats)


def may_record(user: Actor, own_seats: Iterable[BodyMember]) -> bool:
    """May they record what happens in a meeting of a body? ``own_seats`` are theirs on it today."""
    return user.may(Permission.RECORD, PARTNERSHIP) or _holds_office(own_seats)


def may_propose(user: Actor, own_seats: Iterable[BodyMember]) -> bool:
    """May they propose something for an agenda? Whoever may for some city, and everybody on the body."""
    return user.may(Permission.PROPOSE) or any(own_seats)


def _holds_office(own_seats: Iterable[BodyMember]) -> bool:
    return any(seat.office in ARRANGING_OFFICES for seat in own_seats)
