"""Who may do what with loans, and what a loan must be."""

from datetime import date

from django.utils.translation import gettext as _

from interlocal.kernel import permissions
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import jurisdiction_scope
from interlocal.programs._example.models import Loan


class Permission(permissions.Permission):
    """What can be done with loans."""

    READ = "example.read"
    LEND = "example.lend"


def may_lend_for(actor: Actor, lender_public_id: str) -> bool:
    """Does the person lend on behalf of this jurisdiction?"""
    return actor.may(Permission.LEND, jurisdiction_scope(lender_public_id))


def check_lending(actor: Actor, *, lender_public_id: str, borrower_public_id: str) -> None:
    """Refuse a loan for a jurisdiction that is not the person's own, and one to itself."""
    if not may_lend_for(actor, lender_public_id):
        raise Refusal(_("You lend only what belongs to your own jurisdiction."), field="lender")
    if lender_public_id == borrower_public_id:
        raise Refusal(_("Choose another jurisdiction: nobody lends to itself."), field="borrower")


def check_return(actor: Actor, *, loan: Loan, returned_on: date) -> None:
    """Refuse a return by others than the lender, a second one, and one before the loan began."""
    if not may_lend_for(actor, loan.lender.public_id):
        raise Refusal(_("Only the lender records a return."))
    if loan.returned_on is not None:
        raise Refusal(_("The return is recorded already."))
    if returned_on < loan.lent_on:
        raise Refusal(_("The equipment cannot come back before it was lent."), field="returned_on")
