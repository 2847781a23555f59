"""Who may do what with training."""

from django.utils.translation import gettext as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
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


def check_running(by: Actor | None) -> None:
    """Refuse what concerns a whole cohort to whoever does not run training."""
    if by is not None and not by.may(Permission.RUN):
        raise Refusal(_("Only those who run training may do this."))


def check_nominating(by: Actor | None, jurisdiction_public_id: str) -> None:
    """Refuse what concerns a learner to whoever neither runs training nor nominates for the city."""
    if by is None or by.may(Permission.RUN) or may_nominate_for(by, jurisdiction_public_id):
        return
    raise Refusal(_("Only those who run training or nominate for the city may do this."))


def check_counting(by: Actor | None, jurisdiction_public_id: str) -> None:
    """Refuse what HR counts to whoever does not count for the city."""
    if by is not None and not by.may(Permission.COUNT, jurisdiction_scope(jurisdiction_public_id)):
        raise Refusal(_("Only HR of this city records these figures."))
