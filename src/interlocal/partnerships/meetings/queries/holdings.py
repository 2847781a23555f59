"""Where somebody sits, when they leave."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from interlocal.foundation.accounts.public import User
from interlocal.kernel.holdings import Holding
from interlocal.partnerships.meetings.models import BodyMember


def holdings_of(*, user: User, on: date) -> list[Holding]:
    """Return the seats that ``user`` has on ``on`` or will have. A seat is filled by who appoints to it."""
    rows = BodyMember.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user).select_related("body")
    return [
        Holding(one.get_office_display(), one.body.name, reverse("meetings:body", args=[place]), False)
        for one in rows.order_by("body__name", "pk")
        if (place := one.body.public_id)
    ]
