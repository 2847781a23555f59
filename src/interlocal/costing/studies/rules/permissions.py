"""Who may do what in the room."""

from django.utils.translation import gettext as _

from interlocal.costing.studies.models import Baseline, DraftRule, Study, StudyCity
from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class Permission(permissions.Permission):
    """What a role can be given in this room.

    ``READ`` covers every study and every signed baseline. ``LEAD`` begins and keeps studies. ``FILL``, held
    for a jurisdiction, covers its baselines: filling, answering, signing. ``SPEAK``, held for a jurisdiction,
    says for it whether it would join, and signs a result. ``COLLECT`` sees what a city answered also where
    the study keeps it from others. ``TALK`` comments on results and asks cities about them.
    """

    READ = "studies.read"
    LEAD = "studies.lead"
    FILL = "studies.fill"
    SPEAK = "studies.speak"
    COLLECT = "studies.collect"
    TALK = "studies.talk"


def may_lead(user: Actor) -> bool:
    """May they begin and keep studies?"""
    return user.may(Permission.LEAD)


def may_fill(user: Actor, jurisdiction: Jurisdiction) -> bool:
    """May they fill and sign the baselines of this jurisdiction?"""
    return user.may(Permission.FILL, jurisdiction.scope)


def may_speak(user: Actor, jurisdiction: Jurisdiction) -> bool:
    """May they say for this jurisdiction whether it would join, and sign for it?"""
    return user.may(Permission.SPEAK, jurisdiction.scope)


def may_see(user: Actor, baseline: Baseline, study: Study, own: StudyCity | None) -> bool:
    """May they see the figures of a baseline?

    ``own`` is a city of the same study whose baselines they may fill, if there is one; for a study whose
    drafts are exchanged, one that has signed.
    """
    if baseline.frozen_at is not None or may_fill(user, baseline.city.jurisdiction):
        return True
    return study.drafts != DraftRule.OWN and own is not None


def check_leading(by: Actor | None) -> None:
    """Refuse what concerns a whole study to whoever keeps none."""
    if by is not None and not may_lead(by):
        raise Refusal(_("Only those who keep studies may do this."))


def check_filling(by: Actor | None, jurisdiction: Jurisdiction) -> None:
    """Refuse to answer for somebody else's figures."""
    if by is not None and not may_fill(by, jurisdiction):
        raise Refusal(_("You answer for the figures of your own city only."))


def check_speaking(by: Actor | None, jurisdiction: Jurisdiction) -> None:
    """Refuse to speak for somebody else's city."""
    if by is not None and not may_speak(by, jurisdiction):
        raise Refusal(_("You speak for your own city only."))
