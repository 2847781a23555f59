"""What is valid in the plan of a cohort."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training.models import Cohort, CohortState, CostRule

MOST_SEATS = 500


def need(text: str, message: str | Promise, field: str) -> str:
    """Return ``text`` without blanks at its ends, or refuse an empty one."""
    if not (text := text.strip()):
        raise Refusal(message, field=field)
    return text


def check_plan(facts: Mapping[str, Any]) -> None:
    """Refuse days that are not in order, and a formula that cannot be read."""
    if facts["apply_until"] < facts["apply_from"]:
        raise Refusal(_("Applications end after they begin."), field="apply_until")
    if facts["release_on"] < facts["apply_from"]:
        raise Refusal(_("Shares are released after applications begin."), field="release_on")
    if facts["substitute_until"] < facts["release_on"]:
        raise Refusal(
            _("This is the last day on which anybody comes in: it cannot be before the release."),
            field="substitute_until",
        )
    if facts.get("cost_rule") == CostRule.FORMULA:
        _check_formula(facts.get("cost_formula", ""))


def _check_formula(text: str) -> None:
    from mutual.formulas import FormulaError, parse  # only where a formula is written

    try:
        parse(need(text, _("Write the formula, or choose another rule."), "cost_formula"))
    except FormulaError as error:
        raise Refusal(
            _("This formula cannot be read: %(problem)s") % {"problem": error}, field="cost_formula"
        ) from error


def check_session(facts: Mapping[str, Any]) -> None:
    """Refuse a session that ends before it begins, teaches longer than it lasts, or is nowhere."""
    if facts["ends_at"] <= facts["starts_at"]:
        raise Refusal(_("A session ends after it begins."), field="ends")
    if facts["contact_minutes"] * 60 > (facts["ends_at"] - facts["starts_at"]).total_seconds():
        raise Refusal(
            _("There is more instruction than time between begin and end."), field="contact_minutes"
        )
    if not facts.get("place", "").strip() and not facts.get("link"):
        raise Refusal(_("Say where it is: a place, a link, or both."), field="place")


def check_changing(cohort: Cohort) -> None:
    """Refuse a change to a cohort that is over."""
    if cohort.state not in (CohortState.PLANNED, CohortState.OPEN):
        raise Refusal(_("The cohort is over: its plan stays as it was."))


def years_later(day: date, years: int) -> date:
    """Return the day in a later year that is nearest to ``day`` and falls on the same weekday."""
    later = date(day.year + years, day.month, min(day.day, 28))
    later = date.fromordinal(later.toordinal() + day.day - min(day.day, 28))
    back = (later.weekday() - day.weekday() + 3) % 7 - 3
    return date.fromordinal(later.toordinal() - back)


def moved_by(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return ``moment`` so many days later at the same time on the clock of ``zone``."""
    local = moment.astimezone(zone)
    day = date.fromordinal(local.toordinal() + days)
    return datetime.combine(day, local.time(), zone)
