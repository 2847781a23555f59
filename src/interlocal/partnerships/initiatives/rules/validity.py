"""What may be written down about pain points and initiatives."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives.models import Expectation, InitiativePart

FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_YEARS = 40
LARGEST = Decimal(10) ** 13
_LINE = re.compile(
    r"(?:FY\s*)?(\d{4})\s*(?:[:;,=\t]|\s)\s*\$?\s*(-?[\d,]+(?:\.\d{1,2})?)\s*\Z", re.IGNORECASE
)


def day_of(moment: datetime) -> date:
    """Return the day of ``moment`` in the partnership's time zone."""
    return timezone.localdate(moment)


def require_text(text: str, message: str | Promise, field: str) -> str:
    """Return ``text`` without blanks around it; raises ``Refusal`` when nothing is left."""
    if not (text := text.strip()):
        raise Refusal(message, field=field)
    return text


def refuse_cost(cents: int | None, year: int | None, certainty: str) -> None:
    """A cost has its year and says how sure it is; without a cost there is neither."""
    if cents is None and (year is not None or certainty):
        raise Refusal(_("Give the cost, or leave its year and certainty empty."), field="yearly_cost_cents")
    if cents is None:
        return
    if cents < 0:
        raise Refusal(_("A cost is not below zero."), field="yearly_cost_cents")
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(_("Say in which year it cost that."), field="cost_year")
    if not certainty:
        raise Refusal(_("Say how sure the cost is."), field="certainty")


def refuse_ended(part: InitiativePart) -> None:
    """What was withdrawn stays withdrawn."""
    if part.withdrawn_at is not None:
        raise Refusal(_("This was withdrawn already."))


def read_yearly_figures(text: str) -> dict[int, int]:
    """Read lines such as "2021: 1,250,000" or "FY2022 $900,000.50" into hundredths by year.

    Raises ``Refusal`` naming the line that cannot be read, a year that stands twice, or fewer than two years.
    """
    figures: dict[int, int] = {}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, start=1):
        found = _LINE.match(line)
        value = Decimal(found[2].replace(",", "")) if found and found[2].strip("-,") else None
        if found is None or value is None or abs(value) > LARGEST:
            raise Refusal(
                _("Line %(number)d cannot be read: “%(line)s”. Write it as “2024: 1,250,000”.")
                % {"number": number, "line": line[:60]},
                field="figures",
            )
        year = int(found[1])
        if not FIRST_YEAR <= year <= LAST_YEAR or year in figures:
            raise Refusal(
                _("The year %(year)d stands twice, or cannot be meant.") % {"year": year}, field="figures"
            )
        figures[year] = int(value * 100)
    if not 2 <= len(figures) <= MOST_YEARS:
        raise Refusal(_("Give figures of two years or more, one a line."), field="figures")
    return dict(sorted(figures.items()))


def expectation_met(expectation: Expectation) -> bool | None:
    """Is the target reached? ``None`` while there is no result or no target.

    A target below the baseline is to be fallen to, any other to be risen to.
    """
    result, target, baseline = expectation.result, expectation.target, expectation.baseline
    if result is None or target is None:
        return None
    if baseline is not None and target < baseline:
        return result <= target
    return result >= target
