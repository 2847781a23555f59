"""What can be asked about loans."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.kernel.periods import Period
from interlocal.kernel.permissions import Actor
from interlocal.programs._example.models import Loan
from interlocal.programs._example.rules import Permission


def loans_for(reader: Actor) -> QuerySet[Loan]:
    """Return the loans that ``reader`` may see: all, or those that concern the reader's jurisdictions."""
    reach = reader.reach(Permission.READ)
    loans = Loan.objects.select_related("lender", "borrower")
    if reach.everywhere:
        return loans
    concerned = Q(lender__public_id__in=reach.jurisdictions) | Q(borrower__public_id__in=reach.jurisdictions)
    return loans.filter(concerned)


def get_loan_for(reader: Actor, public_id: str) -> Loan:
    """Return one loan; raises ``Http404`` when there is none or it is not the reader's to see."""
    return get_object_or_404(loans_for(reader), public_id=public_id)


def days_lent(period: Period) -> dict[str, Decimal]:
    """Return how many days each borrower had equipment within ``period``, both ends counted.

    A loan without a return counts to the end of the period; the period must have an end.
    """
    if period.ends_on is None:
        raise ValueError("Usage is measured over a period with an end.")
    running = Q(returned_on=None) | Q(returned_on__gte=period.starts_on)
    days: defaultdict[str, Decimal] = defaultdict(Decimal)
    rows = Loan.objects.filter(running, lent_on__lte=period.ends_on)
    for borrower, lent_on, returned_on in rows.values_list("borrower__public_id", "lent_on", "returned_on"):
        first = max(lent_on, period.starts_on)
        last = min(returned_on or period.ends_on, period.ends_on)
        days[borrower] += (last - first).days + 1
    return dict(days)


def loans_returned(period: Period) -> Decimal | None:
    """Return how many loans came back within ``period``; ``None`` when nothing was lent until its end."""
    lent = Loan.objects.filter(lent_on__lte=period.ends_on or date.max)
    if not lent.exists():
        return None
    returned = lent.filter(returned_on__gte=period.starts_on, returned_on__lte=period.ends_on or date.max)
    return Decimal(returned.count())


def loans_begun_by(day: date) -> int:
    """Return how many loans had begun by ``day``."""
    return Loan.objects.filter(lent_on__lte=day).count()


EXPORT_COLUMNS = ("Equipment", "Lender", "Borrower", "Lent on", "Returned on")


def export_rows(reader: Actor) -> Sequence[Sequence[str]]:
    """Return the reader's loans as rows below ``EXPORT_COLUMNS``."""
    return [
        (
            loan.equipment,
            loan.lender.name,
            loan.borrower.name,
            loan.lent_on.isoformat(),
            loan.returned_on.isoformat() if loan.returned_on else "",
        )
        for loan in loans_for(reader)
    ]
