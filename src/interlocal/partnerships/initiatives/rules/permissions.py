"""Who may do what in the room."""

from collections.abc import Iterable

from interlocal.kernel import permissions
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import PARTNERSHIP, Scope
from interlocal.partnerships.initiatives.models import Decider, Initiative, Stage
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class Permission(permissions.Permission):
    """What a role can be given in this room.

    ``READ`` covers all initiatives and program records; ``EXPLORE`` only those to which one's jurisdiction is
    invited. ``LEAD`` keeps initiatives; ``STATE``, ``DECIDE`` and ``ASSIGN`` are held for a jurisdiction.
    """

    READ = "initiatives.read"
    EDIT = "initiatives.edit"
    EXPLORE = "initiatives.explore"
    STATE = "initiatives.state"
    LEAD = "initiatives.lead"
    DECIDE = "initiatives.decide"
    ASSIGN = "initiatives.assign"


def may_edit(user: Actor) -> bool:
    """May they change program records and the pipeline?"""
    return user.may(Permission.EDIT, PARTNERSHIP)


def may_lead(user: Actor) -> bool:
    """May they group pain points and keep initiatives?"""
    return user.may(Permission.LEAD)


def may_state(user: Actor, jurisdiction: Jurisdiction) -> bool:
    """May they state and withdraw pain points of this jurisdiction?"""
    return user.may(Permission.STATE, jurisdiction.scope)


def may_assign_staff(user: Actor, jurisdiction: Jurisdiction) -> bool:
    """May they say how the jurisdiction takes part and which hours it gives?"""
    return user.may(Permission.ASSIGN, jurisdiction.scope)


def may_decide(user: Actor, initiative: Initiative, stage: Stage, joining: Iterable[Scope]) -> bool:
    """May they record that the gate at the end of ``stage`` is passed? ``joining`` are the cities that join.

    Whoever decides for the whole partnership may at every gate.
    """
    if user.may(Permission.DECIDE, PARTNERSHIP):
        return True
    if stage.decides == Decider.JOINING:
        return any(user.may(Permission.DECIDE, city) for city in joining)
    if stage.decides == Decider.LEAD and initiative.lead is not None:
        return user.may(Permission.DECIDE, initiative.lead.scope)
    return False
