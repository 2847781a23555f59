"""What is in doubt: ranges of volumes and of take-up, and what moves together."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.forms import RangeForm, TieForm
from interlocal.costing.studies.models import Range, Study, Tie
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer, try_now
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires


def _here(study: Study) -> str:
    return f"{reverse('studies:options', args=[study.public_id])}#doubts"


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_range(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a range."""
    return _range(request, queries.led_study_for(request.user, public_id), None)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_range(request: SignedInRequest, public_id: str, range_id: str) -> HttpResponse:
    """Put a range in the place of another."""
    found = queries.led_range_for(request.user, public_id, range_id)
    return _range(request, found.study, found)


def _range(request: SignedInRequest, study: Study, found: Range | None) -> HttpResponse:
    given = {}
    if found is not None:
        given = {name: getattr(found, name) for name in RangeForm.Meta.fields}
        given["what"] = f"line:{found.line.public_id}" if found.line else ""
        if found.city:
            given["what"] = f"city:{found.city.public_id}"
    cities = study.cities.filter(left_at=None).select_related("jurisdiction")
    form = RangeForm(
        request.POST or None, volumes=list(queries.volumes_of(study)), cities=list(cities), initial=given
    )

    def act() -> None:
        actions.put_range(by=request.user, study=study, replaces=found, facts=form.facts(), now=clock.now())

    page = {
        "title": _("Change a range") if found else _("Add a range"),
        "lead": _(
            "Take-up is the part of its service that a city brings: its volumes count by it, and the rest of "
            "today's service it goes on paying."
        ),
        "button": _("Save the range") if found else _("Add the range"),
    }
    done = _("The range is there.")
    return answer(request, form, act, record=study, done=done, page=page, goal=_here(study))


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_tie(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say that two figures tend to move together."""
    study = queries.led_study_for(request.user, public_id)
    form = TieForm(request.POST or None, names=queries.doubt_names(study))

    def act() -> None:
        actions.put_tie(by=request.user, study=study, facts=form.facts(), now=clock.now())

    page = {
        "title": _("Tie two figures"),
        "lead": _("Two figures that tend to be high together make their sum less sure than two that do not."),
        "button": _("Tie them"),
    }
    return answer(request, form, act, record=study, done=_("They are tied."), page=page, goal=_here(study))


@requires(Permission.LEAD)
@require_POST
def withdraw_range(request: SignedInRequest, public_id: str, range_id: str) -> HttpResponse:
    """Take a range out."""
    return _withdraw(request, queries.led_range_for(request.user, public_id, range_id))


@requires(Permission.LEAD)
@require_POST
def withdraw_tie(request: SignedInRequest, public_id: str, tie_id: str) -> HttpResponse:
    """Take a tie out."""
    return _withdraw(request, queries.led_tie_for(request.user, public_id, tie_id))


def _withdraw(request: SignedInRequest, thing: Range | Tie) -> HttpResponse:
    return try_now(
        request,
        lambda: actions.withdraw_doubt(by=request.user, thing=thing, now=clock.now()),
        goal=_here(thing.study),
        done=_("It is out; the history keeps it."),
    )
