"""What people do with loans."""

from datetime import date, datetime

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs._example import rules
from interlocal.programs._example.models import Loan


def lend_equipment(
    *, by: User, equipment: str, lender: Jurisdiction, borrower: Jurisdiction, lent_on: date, now: datetime
) -> Loan:
    """Record that ``lender`` lent something to ``borrower``. Raises ``Refusal``."""
    rules.check_lending(by, lender_public_id=lender.public_id, borrower_public_id=borrower.public_id)
    loan = Loan(
        equipment=equipment, lender=lender, borrower=borrower, lent_on=lent_on, recorded_by=by, created_at=now
    )
    with act(by=by, action="example.lend", subject=loan, now=now, equipment=equipment):
        loan.save()
    return loan


def return_equipment(*, by: User, loan: Loan, returned_on: date, now: datetime) -> None:
    """Record that the equipment came back. Raises ``Refusal``."""
    with act(by=by, action="example.return", subject=loan, now=now, returned_on=returned_on.isoformat()):
        loan = Loan.objects.select_for_update(of=("self",)).select_related("lender").get(pk=loan.pk)
        rules.check_return(by, loan=loan, returned_on=returned_on)
        loan.returned_on = returned_on
        loan.save(update_fields=["returned_on"])
