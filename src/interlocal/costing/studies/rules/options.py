"""What options, their amounts and ways of sharing must be like."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies.models import OptionKind, PartKind, ShareKind, Study
from interlocal.costing.studies.rules.formulas import check_formula
from interlocal.kernel.exceptions import Refusal

MOST_YEARS = 40
MOST_DRAWS = 100_000
LEAST_SOBOL, MOST_SOBOL = 64, 8192
HUNDRED = 100


def check_goals_agreed(study: Study) -> None:
    """Refuse options and shares while nobody has agreed on what a fair share must do."""
    if study.goals_agreed_on is None:
        raise Refusal(
            _("Agree first on the goals of the allocation, and record when: a rule is chosen by them.")
        )


def check_assumptions(facts: Mapping[str, Any]) -> None:
    """Refuse years, draws and rates that cannot be meant."""
    if not 1 <= facts["years"] <= MOST_YEARS:
        raise Refusal(_("From 1 to %(most)d years can be looked at.") % {"most": MOST_YEARS}, field="years")
    if not 1 <= facts["draws"] <= MOST_DRAWS:
        raise Refusal(_("From 1 to %(most)d draws can be made.") % {"most": MOST_DRAWS}, field="draws")
    if facts.get("sobol") and not _is_sobol(facts["sobol"]):
        raise Refusal(
            _("Samples for Sobol indices are 64, 128, 256 and so on up to %(most)d, or 0.")
            % {"most": MOST_SOBOL},
            field="sobol",
        )
    low, likely, high = (facts[f"growth_{name}"] for name in ("low", "likely", "high"))
    if not low <= likely <= high:
        raise Refusal(_("The likely growth lies between the least and the most."), field="growth_likely")
    for name in ("discount", "growth_low", "growth_high"):
        if not -50 <= facts[name] <= 50:
            raise Refusal(_("A rate a year lies between -50 and 50 percent."), field=name)


def _is_sobol(samples: int) -> bool:
    return LEAST_SOBOL <= samples <= MOST_SOBOL and samples & (samples - 1) == 0


def check_option(facts: Mapping[str, Any]) -> None:
    """Refuse a lead city where none runs it, and none where one does."""
    if (facts["kind"] == OptionKind.LEAD) != (facts.get("lead") is not None):
        raise Refusal(_("Name the lead city where one city runs it, and only there."), field="lead")
    read_phase_in(facts.get("phase_in", ""))


def read_phase_in(text: str) -> tuple[Decimal, ...]:
    """Return the percentages of “0, 50, 100”. Raises ``Refusal``."""
    found = []
    for word in re.split(r"[,;\s]+", text.replace("%", " ").strip()):
        if not word:
            continue
        try:
            part = Decimal(word)
        except InvalidOperation:
            part = Decimal(-1)
        if not part.is_finite() or not 0 <= part <= HUNDRED:
            raise Refusal(
                _("“%(word)s” is no percentage from 0 to 100. Write it like 0, 50, 100.") % {"word": word},
                field="phase_in",
            )
        found.append(part)
    return tuple(found)


def check_part(facts: Mapping[str, Any], study: Study, option_kind: str = "") -> None:
    """Refuse an amount without what its kind needs, and a running cost where staff is lent."""
    kind = PartKind(facts["kind"])
    if option_kind == OptionKind.EXCHANGE and kind not in {PartKind.MOVING, PartKind.GRANT}:
        raise Refusal(
            _("Where staff is lent each city keeps its service: add the hours, moving and grants alone."),
            field="kind",
        )
    if kind is PartKind.TODAY:
        if facts.get("saving") is None or not 0 <= facts["saving"] <= HUNDRED:
            raise Refusal(_("Say how much of today's cost is saved, from 0 to 100 percent."), field="saving")
    elif kind is not PartKind.TABLE and facts.get("amount_cents") is None:
        raise Refusal(_("Write the amount, 0 or more."), field="amount")
    if (facts.get("amount_cents") or 0) < 0:
        raise Refusal(_("Write the amount, 0 or more."), field="amount")
    if kind.needs_driver and facts.get("driver") is None:
        raise Refusal(_("Say which volume it follows."), field="driver")
    if kind is PartKind.STEP and not (facts.get("size") or 0) > 0:
        raise Refusal(_("Say how many units one step holds, more than 0."), field="size")
    _check_spread(facts)
    last = facts.get("last_year")
    if last is not None and last <= study.base_year:
        raise Refusal(_("The grant ends after %(year)d.") % {"year": study.base_year}, field="last_year")


def _check_spread(facts: Mapping[str, Any]) -> None:
    low, high = facts.get("low"), facts.get("high")
    if (low is None) != (high is None):
        raise Refusal(_("Give both ends of the range, or neither."), field="low" if low is None else "high")
    if low is not None and high is not None and not 0 <= low <= high <= 1000:
        raise Refusal(_("The range goes up, such as from 90 to 120 percent of the amount."), field="low")


def no_weight() -> str:
    """Return what to say of volumes that all weigh nothing."""
    return _("Give at least one volume a weight above 0.")


def check_share(facts: Mapping[str, Any]) -> None:
    """Refuse a way of sharing without what its kind needs; a formula is checked word for word."""
    kind = facts["kind"]
    if kind == ShareKind.DRIVERS and not facts.get("weights"):
        raise Refusal(no_weight())
    if kind == ShareKind.SOLUTION and not facts.get("solution"):
        raise Refusal(_("Choose a solution."), field="solution")
    if kind == ShareKind.FORMULA:
        check_formula(facts)
