"""What a study and its lines must be like."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal

YEARS = range(1990, 2101)
MOST_CITIES = 20


def day_of(moment: datetime) -> date:
    """Return the partnership's calendar day at ``moment``."""
    return timezone.localdate(moment)


def need(text: str, message: str | Promise, field: str) -> str:
    """Return ``text`` without blanks at its ends, or refuse an empty one."""
    if not (text := " ".join(text.split()) if "\n" not in text else text.strip()):
        raise Refusal(message, field=field)
    return text


def check_study(facts: Mapping[str, Any]) -> None:
    """Refuse a study without a name, a service or a year, and goals of which nobody says who agreed."""
    need(facts.get("title", ""), _("Give the study a name."), "title")
    need(facts.get("service", ""), _("Say which service it is about."), "service")
    if facts.get("base_year") not in YEARS:
        raise Refusal(_("Write the year with four digits, such as 2026."), field="base_year")
    if facts.get("goals_agreed_on") and not facts.get("goals", "").strip():
        raise Refusal(_("Write the goals that were agreed, or take the day out."), field="goals")
    if facts.get("goals_agreed_on") and not facts.get("goals_agreed_by", "").strip():
        raise Refusal(_("Say who agreed on them, such as “Steering group”."), field="goals_agreed_by")


def check_year(year: int | None, base_year: int) -> None:
    """Refuse to sign figures of no year, or of another year than the study compares."""
    if year is None:
        raise Refusal(_("Say of which year the figures are."), field="year")
    if year != base_year:
        raise Refusal(
            _(
                "The figures are of %(year)d and the study compares %(base)d. Bring the figures of %(base)d, "
                "or have the year of the study changed."
            )
            % {"year": year, "base": base_year},
            field="year",
        )
