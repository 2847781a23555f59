"""What closing a report fixes: the day after which it is deleted, and what of it is counted."""

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.hotline.rules.entries import OUTCOMES

MOST_CENTS = 10**13


@dataclass(frozen=True)
class Facts:
    """What of a closed report is counted."""

    category: str
    outcome: str
    recovered_cents: int = 0

    def as_json(self, *, city: str) -> str:
        """Return the facts as text, with the city's public id."""
        return json.dumps({**asdict(self), "city": city}, sort_keys=True)


def facts_of(given: Mapping[str, object]) -> Facts:
    """Return what is counted; raises ``Refusal`` for an outcome that is none."""
    category, outcome = str(given.get("category", ""))[:40], given.get("outcome")
    if outcome not in OUTCOMES:
        raise Refusal(_("Say what came of the report."), field="outcome")
    cents = given.get("recovered_cents", 0)
    if not isinstance(cents, int) or isinstance(cents, bool) or not 0 <= cents <= MOST_CENTS:
        cents = 0
    return Facts(category, str(outcome), cents)


def deleted_after(closed_on: date, months: int | None) -> date | None:
    """Return the day after which a report closed on that day is deleted; ``None`` while no schedule says."""
    if months is None:
        return None
    year, month = divmod(closed_on.year * 12 + closed_on.month - 1 + months, 12)
    return date(year, month + 1, min(closed_on.day, monthrange(year, month + 1)[1]))
