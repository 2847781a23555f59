"""For whom somebody speaks, when they leave."""

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from interlocal.kernel.holdings import Holding
from interlocal.kernel.periods import in_force
from interlocal.partnerships.jurisdictions.models import Representation

if TYPE_CHECKING:
    from interlocal.foundation.accounts.public import User


def holdings_of(*, user: "User", on: date) -> list[Holding]:
    """Return the offices in which ``user`` speaks for a jurisdiction on the day ``on``."""
    rows = Representation.objects.filter(in_force(on), user=user).select_related("jurisdiction")
    return [
        Holding(one.office, one.jurisdiction.name, reverse("jurisdictions:detail", args=[place]), False)
        for one in rows
        if (place := one.jurisdiction.public_id)
    ]
