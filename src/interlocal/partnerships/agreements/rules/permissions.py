"""Who may do what. ``by=None`` is the system, which may."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.partnerships.agreements.models import Agreement
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class Permission(permissions.Permission):
    """What can be done with agreements.

    ``EDIT`` held for one jurisdiction covers the agreements to which it is or was a party, and its own
    joining and withdrawing; ``CONVENE`` is for the whole partnership: publishing.
    """

    READ = "agreements.read"
    EDIT = "agreements.edit"
    CONVENE = "agreements.convene"


def may_edit(user: Actor, parties: Collection[str]) -> bool:
    """May they keep the record of an agreement whose parties have these public ids?"""
    reach = user.reach(Permission.EDIT)
    return reach.everywhere or any(reach.covers(jurisdiction_scope(party)) for party in parties)


def may_edit_for(user: Actor, jurisdiction: Jurisdiction) -> bool:
    """May they sign, adopt, join and withdraw in the name of ``jurisdiction``?"""
    return user.may(Permission.EDIT, jurisdiction.scope)


def may_convene(user: Actor) -> bool:
    """May they act for the whole partnership?"""
    return user.reach(Permission.CONVENE).everywhere


def parties_of(agreement: Agreement) -> set[str]:
    """Return the public ids of all who are or were parties."""
    return set(agreement.parties.values_list("jurisdiction__public_id", flat=True))


def check_editing(by: Actor | None, agreement: Agreement) -> None:
    """Refuse a change of an agreement by people of a jurisdiction that is no party to it."""
    if by is not None and not may_edit(by, parties_of(agreement)):
        raise Refusal(_("Only the parties and the coordinator keep the record of this agreement."))


def check_for_jurisdiction(by: Actor | None, jurisdiction: Jurisdiction) -> None:
    """Refuse to act in the name of somebody else's jurisdiction."""
    if by is not None and not may_edit_for(by, jurisdiction):
        raise Refusal(_("You act for your own jurisdiction only."), field="jurisdiction")


def check_convening(by: Actor | None) -> None:
    """Refuse what concerns everybody to whoever does not act for the whole partnership."""
    if by is not None and not may_convene(by):
        raise Refusal(_("Only those who act for the whole partnership may do this."))


def check_publishing(by: Actor | None, agreement: Agreement) -> None:
    """Refuse to show residents what is made up, or has nobody bound by it."""
    check_convening(by)
    if agreement.is_synthetic:
        raise Refusal(_("This agreement is made up for the sample, and residents are never shown such."))
    if not agreement.parties.exists():
        raise Refusal(_("Nobody is a party to it yet. Add the parties first."))
