"""Options, what they cost, how the cost could be shared, and what is taken for granted."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import AssumptionsForm, OptionForm, PartForm
from interlocal.costing.studies.forms.shares import SOLUTIONS
from interlocal.costing.studies.models import Option, OptionPart, ShareKind, ShareRule, Study
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer, try_now
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires


def _here(study: Study) -> str:
    return reverse("studies:options", args=[study.public_id])


@requires(Permission.READ)
@require_safe
def options(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the options with their amounts, the ways of sharing, and what is taken for granted."""
    study = queries.study_for(request.user, public_id)
    names = {line.public_id: line.name for line in queries.volumes_of(study)}
    shares = list(queries.shares_of(study))
    doubted = set(queries.doubt_names(study))
    context = {
        "study": study,
        "options": queries.options_of(study),
        "shares": [(share, _words(share, names)) for share in shares],
        "assumptions": queries.assumptions_of(study),
        "call_files": queries.call_files_of(study),
        "talk": queries.talk_by_option(study),
        "ranges": queries.ranges_of(study),
        "lent": queries.lent_by_option(study),
        "ties": [(tie, {tie.one, tie.other} <= doubted) for tie in queries.ties_of(study)],
        "may_lead": rules.may_lead(request.user),
    }
    return render(request, "studies/options.html", context)


def _words(share: ShareRule, names: dict[str, str]) -> list[str]:
    """Return what a way of sharing says, line by line."""
    if share.kind == ShareKind.FORMULA:
        return list(rules.read_formula(rules.text_of(share.library, share.formula)).words)
    if share.kind == ShareKind.SOLUTION:
        return [str(dict(SOLUTIONS).get(share.solution, share.solution))]
    return [f"{names[key]}: {weight}" for key, weight in share.weights.items() if key in names]


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def assumptions(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what is taken for granted."""
    study = queries.led_study_for(request.user, public_id)
    form = AssumptionsForm(request.POST or None, instance=queries.assumptions_of(study))

    def act() -> None:
        actions.set_assumptions(by=request.user, study=study, facts=form.cleaned_data, now=clock.now())

    page = {
        "title": _("What is taken for granted"),
        "lead": _("Of the years ahead, for every option alike."),
        "button": _("Save"),
    }
    return answer(request, form, act, record=study, done=_("Saved."), page=page, goal=_here(study))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_option(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add an option."""
    study = queries.led_study_for(request.user, public_id)
    return _option(request, study, None)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_option(request: SignedInRequest, public_id: str, option_id: str) -> HttpResponse:
    """Change an option."""
    option = queries.led_option_for(request.user, public_id, option_id)
    return _option(request, option.study, option)


def _option(request: SignedInRequest, study: Study, option: Option | None) -> HttpResponse:
    given = {}
    if option is not None:
        given = {name: getattr(option, name) for name in ("title", "kind", "phase_in")}
        given["lead"] = option.lead.public_id if option.lead else None
    cities = study.cities.filter(left_at=None).select_related("jurisdiction")
    form = OptionForm(request.POST or None, cities=cities, initial=given)

    def act() -> None:
        actions.put_option(
            by=request.user, study=study, option=option, facts=form.cleaned_data, now=clock.now()
        )

    page = {
        "title": _("Change the option") if option else _("Add an option"),
        "lead": _("Doing nothing is always there beside it. What it costs comes after."),
        "button": _("Save the option") if option else _("Add the option"),
    }
    return answer(
        request, form, act, record=study, done=_("The option is there."), page=page, goal=_here(study)
    )


@requires(Permission.LEAD)
@require_POST
def withdraw_option(request: SignedInRequest, public_id: str, option_id: str) -> HttpResponse:
    """Take an option out."""
    option = queries.led_option_for(request.user, public_id, option_id)
    return _withdraw(request, option, option.study)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: SignedInRequest, public_id: str, option_id: str) -> HttpResponse:
    """Add an amount to an option."""
    return _part(request, queries.led_option_for(request.user, public_id, option_id), None)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_part(request: SignedInRequest, public_id: str, option_id: str, part_id: str) -> HttpResponse:
    """Put an amount in the place of another."""
    part = queries.led_part_for(request.user, public_id, option_id, part_id)
    return _part(request, part.option, part)


def _part(request: SignedInRequest, option: Option, part: OptionPart | None) -> HttpResponse:
    given = {}
    if part is not None:
        given = {name: getattr(part, name) for name in PartForm.Meta.fields}
        given["driver"] = part.driver.public_id if part.driver else None
        given["amount"] = None if part.amount_cents is None else part.amount_cents / 100
    volumes = queries.volumes_of(option.study)
    form = PartForm(request.POST or None, volumes=volumes, initial=given)

    def act() -> None:
        actions.put_part(by=request.user, option=option, replaces=part, facts=form.facts(), now=clock.now())

    page = {
        "title": _("Change an amount") if part else _("Add an amount"),
        "lead": option.title,
        "button": _("Save the amount") if part else _("Add the amount"),
    }
    done = _("The amount is there.")
    return answer(request, form, act, record=option.study, done=done, page=page, goal=_here(option.study))


@requires(Permission.LEAD)
@require_POST
def withdraw_part(request: SignedInRequest, public_id: str, option_id: str, part_id: str) -> HttpResponse:
    """Take an amount out."""
    part = queries.led_part_for(request.user, public_id, option_id, part_id)
    return _withdraw(request, part, part.option.study)


@requires(Permission.LEAD)
@require_POST
def withdraw_share(request: SignedInRequest, public_id: str, share_id: str) -> HttpResponse:
    """Take a way of sharing out."""
    share = queries.led_share_for(request.user, public_id, share_id)
    return _withdraw(request, share, share.study)


def _withdraw(request: SignedInRequest, thing: Option | OptionPart | ShareRule, study: Study) -> HttpResponse:
    return try_now(
        request,
        lambda: actions.withdraw(by=request.user, thing=thing, now=clock.now()),
        goal=_here(study),
        done=_("It is out; the history keeps it."),
    )
