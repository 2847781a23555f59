"""Who may do what with training."""

from interlocal.kernel import permissions
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import jurisdiction_scope


class Permission(permissions.Permission):
    """What can be done with training, beside what learners, supervisors and instructors do by their links."""

    READ = "training.read"
    RUN = "training.run"
    NOMINATE = "training.nominate"
    COUNT = "training.count"


def may_nominate_for(actor: Actor, jurisdiction_public_id: str) -> bool:
    """Does the person nominate for this jurisdiction?"""
    return actor.may(Permission.NOMINATE, jurisdiction_scope(jurisdiction_public_id))
