"""Which risks somebody watches, when they leave."""

from datetime import date

from django.urls import reverse

from interlocal.foundation.accounts.public import User
from interlocal.kernel.holdings import Holding
from interlocal.partnerships.initiatives.models import Risk


def holdings_of(*, user: User, on: date) -> list[Holding]:  # noqa: ARG001  as every room is asked
    """Return the risks that ``user`` watches."""
    rows = Risk.objects.filter(owner=user, withdrawn_at=None).select_related("initiative")
    return [
        Holding(one.title, one.initiative.title, reverse("initiatives:initiative", args=[place]), True)
        for one in rows
        if (place := one.initiative.public_id)
    ]
