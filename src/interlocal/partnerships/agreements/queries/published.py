"""What the public may read: published agreements, none of them made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.partnerships.agreements.models import Agreement, AnnualAmount
from interlocal.partnerships.agreements.queries.records import parties_on, with_parties
from interlocal.partnerships.agreements.queries.register import with_state

NAMED_IN_SHORT = 8


@dataclass(frozen=True)
class BoundInShort:
    """The first that an agreement binds, by name, and how many more."""

    names: tuple[str, ...]
    more: int


def published_agreements(on: date) -> QuerySet[Agreement]:
    """Return the agreements that the public may read, those in force first, with their ``state``."""
    rows = Agreement.objects.filter(~Q(published_at=None), is_synthetic=False)
    return with_state(rows, on).order_by("place", "title", "starts_on", "pk")


def bound_in_short(agreements: Iterable[Agreement], on: date) -> dict[int, BoundInShort]:
    """Return by the agreement's key whom each binds on ``on``; not those that bind nobody yet."""
    rows = (
        parties_on(on).filter(agreement__in=agreements).order_by("agreement_id", "jurisdiction__name", "pk")
    )
    found = {}
    for agreement, together in groupby(rows.values_list("agreement", "jurisdiction__name"), itemgetter(0)):
        names = tuple(name for _agreement, name in together)
        found[agreement] = BoundInShort(names[:NAMED_IN_SHORT], len(names[NAMED_IN_SHORT:]))
    return found


def published_agreement(public_id: str, on: date) -> Agreement:
    """Return one published agreement as of ``on``, with those it has ``bound``, or raise ``Http404``."""
    rows = with_parties(published_agreements(on), on).select_related("renews")
    return get_object_or_404(rows, public_id=public_id)


def published_amounts(agreement: Agreement) -> QuerySet[AnnualAmount]:
    """Return what a published agreement costs by year, without what is made up."""
    rows = agreement.amounts.filter(replaced_at=None, is_synthetic=False)
    return rows.select_related("payer").order_by("year", "pk")
