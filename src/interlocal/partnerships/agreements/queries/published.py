"""What the public may read: published agreements, none of them made up."""

from datetime import date

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.partnerships.agreements.models import Agreement, AnnualAmount
from interlocal.partnerships.agreements.queries.records import with_parties
from interlocal.partnerships.agreements.queries.register import with_state


def published_agreements(on: date) -> QuerySet[Agreement]:
    """Return the agreements that the public may read, those in force first, with ``bound`` and ``state``."""
    rows = Agreement.objects.filter(~Q(published_at=None), is_synthetic=False)
    return with_parties(with_state(rows, on), on).order_by("place", "title", "starts_on", "pk")


def published_agreement(public_id: str, on: date) -> Agreement:
    """Return one published agreement as of ``on``, or raise ``Http404``."""
    return get_object_or_404(published_agreements(on).select_related("renews"), public_id=public_id)


def published_amounts(agreement: Agreement) -> QuerySet[AnnualAmount]:
    """Return what a published agreement costs by year, without what is made up."""
    rows = agreement.amounts.filter(replaced_at=None, is_synthetic=False)
    return rows.select_related("payer").order_by("year", "pk")
