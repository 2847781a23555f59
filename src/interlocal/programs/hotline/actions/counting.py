"""Counting closed reports for the figures of a year."""

import json
from datetime import datetime

from interlocal.foundation.audit.public import is_acting
from interlocal.programs.hotline.models import Category, Count, Report
from interlocal.programs.hotline.rules.outcomes import NO_CITY, Outcome

OTHER = "other"


def count_closed(
    *, report: Report, category: str, outcome: str, recovered_cents: int = 0, now: datetime
) -> Count | None:
    """Count a report that is closed in the year of ``now``, within the act that closes it.

    The row names no report. A rehearsal is not counted. An unknown category counts as ``"other"``, an unknown
    outcome as nothing to look into: what a browser says must not keep a report from being closed.
    """
    if not is_acting():
        raise ValueError("A report is counted within the act that closes it.")
    if report.is_rehearsal:
        return None
    facts = {
        "city": report.jurisdiction.public_id if report.jurisdiction else NO_CITY,
        "category": category if Category.objects.filter(slug=category).exists() else OTHER,
        "outcome": outcome if outcome in Outcome.values else Outcome.NO_BASIS.value,
        "recovered_cents": max(recovered_cents, 0),
    }
    return Count.objects.create(year=now.year, facts=json.dumps(facts))
