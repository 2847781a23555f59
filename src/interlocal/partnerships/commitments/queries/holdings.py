"""What somebody who leaves looks after here."""

from datetime import date

from django.urls import reverse

from interlocal.foundation.accounts.public import User
from interlocal.kernel.holdings import Holding
from interlocal.partnerships.commitments.models import Commitment


def holdings_of(*, user: User, on: date) -> list[Holding]:  # noqa: ARG001  as every room is asked
    """Return the open commitments that ``user`` looks after."""
    held = Commitment.objects.still_owed().filter(owner=user)
    return [
        Holding(one.title, one.owed_by.name, reverse("commitments:detail", args=[one.public_id]), True)
        for one in held.select_related("owed_by").order_by("due_on", "pk")
    ]
