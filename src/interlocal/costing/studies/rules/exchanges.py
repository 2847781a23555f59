"""Hours of staff that cities lend each other: what must be said, and what an hour costs by a baseline."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

CENT = Decimal("0.01")
MOST_PERCENT = 1000


def hour_cost(pay: int | None, staff: int | None, full_time: int) -> Decimal | None:
    """Return the dollars of an hour: a year's pay over the hours of all its positions.

    ``pay`` is in cents, ``staff`` in hundredths of a full-time position. ``None`` where a city gives no pay
    or no staff.
    """
    if not pay or not staff:
        return None
    return (Decimal(pay) / (Decimal(staff) * full_time)).quantize(CENT)


def hours_there(staff: int | None, full_time: int) -> Decimal:
    """Return the hours a year of so many hundredths of a full-time position."""
    return Decimal(staff or 0) / 100 * full_time


def check_exchange(facts: Mapping[str, Any]) -> None:
    """Refuse hours from a city to itself, none at all, and ranges that go down."""
    if facts["giver"].pk == facts["receiver"].pk:
        raise Refusal(_("A city cannot lend hours to itself."), field="receiver")
    if not facts["hours"] > 0:
        raise Refusal(_("Say how many hours a year, more than 0."), field="hours")
    for name in ("cost_cents", "saves_cents", "price_cents"):
        if (facts.get(name) or 0) < 0:
            raise Refusal(_("Write the amount, 0 or more."), field=name.removesuffix("_cents"))
    low, high = facts.get("low"), facts.get("high")
    if (low is None) != (high is None):
        raise Refusal(_("Give both ends of the range, or neither."), field="low" if low is None else "high")
    if low is not None and high is not None and not 0 <= low <= high <= MOST_PERCENT:
        raise Refusal(_("The range goes up, such as from 90 to 120 percent of the hours."), field="low")
