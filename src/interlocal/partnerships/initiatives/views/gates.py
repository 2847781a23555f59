"""Gates: what they need, the decision that passes one, and the pipeline itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.initiatives import actions, queries, rules
from interlocal.partnerships.initiatives.forms import DecisionForm, GateForm, MetForm, MoveForm
from interlocal.partnerships.initiatives.models import Initiative, Stage
from interlocal.partnerships.initiatives.rules import Permission
from interlocal.partnerships.initiatives.views.answer import answer, page_of


@requires(Permission.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def pass_gate(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record the decision that passes the gate at the end of the present stage."""
    initiative, stage = _to_decide(request, public_id)
    after = rules.stage_after(queries.current_stages(), stage.key)
    if after is None:
        raise Http404
    needs = queries.needs_of(initiative, stage)
    form = GateForm(request.POST or None, needs=needs, initial={"decided_on": clock.today()})

    def act() -> object:
        return actions.pass_gate(
            by=request.user,
            initiative=initiative,
            from_stage=request.POST.get("from_stage", stage.key),
            ruling=form.ruling(),
            waivers=form.waivers(),
            now=clock.now(),
        )

    title = _("Pass the gate from %(a)s to %(b)s") % {"a": stage.title, "b": after.title}
    page = page_of(initiative, title, _("Pass the gate"))
    return answer(request, form, act, page=page, done=_("The gate is passed: %s.") % after.title)


@requires(Permission.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send an initiative back, or end it."""
    initiative, stage = _to_decide(request, public_id)
    stages = queries.current_stages()
    earlier = [one for one in stages if one.key != stage.key][: stages.index(stage)]
    targets = [*earlier, *([stages[-1]] if stage != stages[-1] else [])]
    form = MoveForm(
        request.POST or None,
        stages=[(one.key, one.title) for one in targets],
        initial={"decided_on": clock.today()},
    )

    def act() -> object:
        return actions.move_initiative(
            by=request.user,
            initiative=initiative,
            from_stage=stage.key,
            to_stage=form.cleaned_data["to_stage"],
            ruling=form.ruling(),
            now=clock.now(),
        )

    page = page_of(initiative, _("Send it back, or end it"), _("Record the decision"))
    return answer(request, form, act, page=page, done=_("The decision is recorded."))


@requires(Permission.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def record_decision(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record a decision that leaves the initiative in its stage."""
    initiative, _stage = _to_decide(request, public_id)
    form = DecisionForm(request.POST or None, initial={"decided_on": clock.today()})

    def act() -> object:
        return actions.record_decision(
            by=request.user,
            initiative=initiative,
            title=form.cleaned_data["title"],
            ruling=form.ruling(),
            now=clock.now(),
        )

    page = page_of(initiative, _("Record a decision"), _("Record the decision"))
    return answer(request, form, act, page=page, done=_("The decision is recorded."))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def say_met(request: SignedInRequest, public_id: str, need_key: str) -> HttpResponse:
    """Say that a need is met."""
    initiative = queries.led_initiative_for(request.user, public_id)
    stage = rules.stage_called(queries.current_stages(), initiative.stage_key)
    need = next((one for one in stage.needs if one.key == need_key), None)
    if need is None:
        raise Http404
    form = MetForm(request.POST or None)

    def act() -> object:
        return actions.say_met(
            by=request.user,
            initiative=initiative,
            need_key=need_key,
            note=form.cleaned_data["note"],
            now=clock.now(),
        )

    title = _("Is it met: “%(need)s”?") % {"need": need.title}
    return answer(
        request, form, act, page=page_of(initiative, title, _("Yes, it is met")), done=_("It counts as met.")
    )


@requires(Permission.LEAD)
@require_POST
def take_back_met(request: SignedInRequest, public_id: str, need_key: str) -> HttpResponse:
    """Take back that a need is met."""
    initiative = queries.led_initiative_for(request.user, public_id)
    actions.take_back_met(by=request.user, initiative=initiative, need_key=need_key, now=clock.now())
    return redirect("initiatives:initiative", public_id)


def _to_decide(request: SignedInRequest, public_id: str) -> tuple[Initiative, Stage]:
    """The initiative and its stage, for somebody who decides there; ``Http404`` for everybody else."""
    initiative = queries.initiative_for(request.user, public_id)
    stage = rules.stage_called(queries.current_stages(), initiative.stage_key)
    if not rules.may_decide(request.user, initiative, stage, queries.joining_of(initiative)):
        raise Http404
    return initiative, stage
