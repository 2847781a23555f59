"""What a cohort costs, and who bears it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions import costs as actions
from interlocal.programs.training.forms.completion import CostLineForm, CostRuleForm
from interlocal.programs.training.models import Cohort, CostRule
from interlocal.programs.training.queries.closing import closing_of
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.rules.formulas import EXAMPLE, read_formula
from interlocal.web.public import refuse_form


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def costs(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show budget, actual cost and shares; write a line, take the budget over, or set the rule."""
    cohort = cohort_for(request.user, public_id)
    way = request.POST.get("way", "")
    line = CostLineForm(request.POST if way == "line" else None)
    rule = CostRuleForm(
        request.POST if way in {"rule", "check"} else None,
        initial={"rule": cohort.cost_rule, "formula": cohort.cost_formula},
    )
    if way and _done(request, cohort, way, line, rule):
        return redirect("training:costs", public_id)
    return _page(request, cohort, line, rule, is_tried=way in {"rule", "check"})


@requires(Permission.RUN)
@require_POST
def remove(request: SignedInRequest, public_id: str, line_id: str) -> HttpResponse:
    """Take a line out again."""
    cohort = cohort_for(request.user, public_id)
    line = get_object_or_404(cohort.cost_lines.select_related("cohort"), public_id=line_id)
    try:
        actions.remove_cost_line(by=request.user, line=line, now=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The line is taken out."))
    return redirect("training:costs", public_id)


def _done(request: SignedInRequest, cohort: Cohort, way: str, line: CostLineForm, rule: CostRuleForm) -> bool:
    """Do what was asked; a refusal stands in the form that was sent, which keeps what was typed."""
    now = clock.now()
    try:
        if way == "line" and line.is_valid():
            actions.add_cost_line(by=request.user, cohort=cohort, now=now, **line.cleaned_data)
            messages.success(request, _("The line is written."))
            return True
        if way == "budget":
            actions.take_over_budget(by=request.user, cohort=cohort, now=now)
            messages.success(request, _("The budget stands as actual cost. Change what came out otherwise."))
            return True
        if way == "rule" and rule.is_valid():
            actions.set_cost_rule(by=request.user, cohort=cohort, now=now, **rule.cleaned_data)
            messages.success(request, _("The rule is set."))
            return True
    except Refusal as refusal:
        if way == "budget":
            messages.error(request, str(refusal))
            return True
        refuse_form(line if way == "line" else rule, refusal)
    return False


def _page(
    request: SignedInRequest, cohort: Cohort, line: CostLineForm, rule: CostRuleForm, *, is_tried: bool
) -> HttpResponse:
    if is_tried and rule.is_valid():  # shown as it would be, and not saved
        cohort.cost_rule, cohort.cost_formula = rule.cleaned_data["rule"], rule.cleaned_data["formula"]
    is_formula = cohort.cost_rule == CostRule.FORMULA
    page = {
        "cohort": cohort,
        "closing": closing_of(cohort, now=clock.now()),
        "line": line,
        "rule": rule,
        "is_tried": is_tried,
        "read": read_formula(cohort.cost_formula) if is_formula else None,
        "example": EXAMPLE,
    }
    return render(request, "training/completion/costs.html", page)
