"""The cost of a cohort: lines of budget and actual cost, and the rule by which cities share it."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act
from interlocal.kernel.exceptions import Refusal
from interlocal.programs.training import rules
from interlocal.programs.training.models import Cohort, CohortState, CostKind, CostLine, CostRule
from interlocal.programs.training.rules.formulas import check_formula


def add_cost_line(
    *, by: User, cohort: Cohort, kind: str, title: str, cents: int, source: str, now: datetime
) -> CostLine:
    """Write a line of the budget or of the actual cost, in cents; income is negative. Raises ``Refusal``."""
    with act(by=by, action="training.add_cost_line", now=now, kind=kind, cents=cents) as added:
        _check(by, cohort)
        if not title.strip():
            raise Refusal(_("Write what it is for."), field="title")
        if cents == 0:
            raise Refusal(_("Write an amount that is not zero."), field="cents")
        line = CostLine.objects.create(
            cohort=cohort,
            kind=CostKind(kind),
            title=title.strip(),
            cents=cents,
            source=source.strip(),
            recorded_by=by,
            created_at=now,
        )
        added.subject = line
    return line


def remove_cost_line(*, by: User, line: CostLine, now: datetime) -> None:
    """Take a line out again; the audit keeps what it was. Raises ``Refusal``."""
    with act(
        by=by, action="training.remove_cost_line", subject=line, now=now, kind=line.kind, cents=line.cents
    ):
        _check(by, line.cohort)
        line.delete()


def take_over_budget(*, by: User, cohort: Cohort, now: datetime) -> list[CostLine]:
    """Copy the budget's lines as actual cost, where there is none yet. Raises ``Refusal``."""
    with act(by=by, action="training.take_over_budget", subject=cohort, now=now) as taken:
        locked = _check(by, cohort)
        if locked.cost_lines.filter(kind=CostKind.ACTUAL).exists():
            raise Refusal(_("There are lines of actual cost already. Add what is missing."))
        planned = list(locked.cost_lines.filter(kind=CostKind.BUDGET).order_by("pk"))
        made = [
            add_cost_line(
                by=by,
                cohort=locked,
                kind=CostKind.ACTUAL,
                title=line.title,
                cents=line.cents,
                source=line.source,
                now=now,
            )
            for line in planned
        ]
        taken.record(lines=len(made))
    return made


def set_cost_rule(*, by: User, cohort: Cohort, rule: str, formula: str, now: datetime) -> None:
    """Say how the cities share the cost. A formula that cannot be read is refused with each place."""
    with act(by=by, action="training.set_cost_rule", subject=cohort, now=now, rule=rule, formula=formula):
        locked = _check(by, cohort)
        if CostRule(rule) == CostRule.FORMULA:
            check_formula(formula)
        locked.cost_rule = CostRule(rule)
        locked.cost_formula = formula.strip() if locked.cost_rule == CostRule.FORMULA else ""
        locked.save(update_fields=["cost_rule", "cost_formula"])


def _check(by: User, cohort: Cohort) -> Cohort:
    """Lock the cohort; its cost is fixed once it is closed out."""
    rules.check_running(by)
    locked = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    if locked.state == CohortState.CLOSED_OUT:
        raise Refusal(_("The cohort is closed out: its cost is fixed."))
    return locked
