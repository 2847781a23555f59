"""What the house may count of the hotline: days of service, and what is published anyway."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import Q

from interlocal.kernel.periods import Period
from interlocal.programs.hotline.models import CityHotline, Opening


def days_open(period: Period) -> Mapping[str, Decimal]:
    """Return on how many days of ``period`` each city's hotline took reports. It tells of no report.

    A stretch that has not ended counts to the end of the period; without one it counts nothing.
    """
    used: dict[str, Decimal] = defaultdict(Decimal)
    within = Opening.objects.filter(Q(ends_on=None) | Q(ends_on__gte=period.starts_on))
    for one in within.select_related("hotline__jurisdiction"):
        ends = [day for day in (one.ends_on, period.ends_on) if day is not None]
        days = (min(ends) - max(one.starts_on, period.starts_on)).days + 1 if ends else 0
        used[one.hotline.jurisdiction.public_id] += max(days, 0)
    return used


def takes_reports() -> bool:
    """Say whether any city's hotline takes reports."""
    return CityHotline.objects.filter(is_open=True).exists()
