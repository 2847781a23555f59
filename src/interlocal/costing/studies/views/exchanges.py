"""Hours of staff that cities lend each other."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.forms import ExchangeForm
from interlocal.costing.studies.models import Exchange, Option, Study
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer, try_now
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires


def _here(study: Study) -> str:
    return reverse("studies:options", args=[study.public_id])


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_exchange(request: SignedInRequest, public_id: str, option_id: str) -> HttpResponse:
    """Add hours that one city lends another."""
    return _exchange(request, queries.led_option_for(request.user, public_id, option_id), None)


@requires(Permission.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def change_exchange(request: SignedInRequest, public_id: str, exchange_id: str) -> HttpResponse:
    """Put hours in the place of others."""
    exchange = queries.led_exchange_for(request.user, public_id, exchange_id)
    return _exchange(request, exchange.option, exchange)


def _exchange(request: SignedInRequest, option: Option, exchange: Exchange | None) -> HttpResponse:
    study = option.study
    form = ExchangeForm(
        request.POST or None,
        cities=study.cities.filter(left_at=None).select_related("jurisdiction"),
        staff=queries.staff_lines_of(study),
        pay=queries.pay_lines_of(study),
        initial=_given(exchange) if exchange else {},
    )

    def act() -> None:
        actions.put_exchange(
            by=request.user, option=option, replaces=exchange, facts=form.facts(), now=clock.now()
        )

    page = {
        "title": _("Change hours that are lent") if exchange else _("Add hours that are lent"),
        "lead": _(
            "The city that borrows pays the price for each hour. Both keep their service; what an hour costs "
            "and saves comes from what they have signed."
        ),
        "button": _("Save the hours") if exchange else _("Add the hours"),
    }
    done = _("The hours are there.")
    return answer(request, form, act, record=study, done=done, page=page, goal=_here(study))


def _given(exchange: Exchange) -> dict[str, Any]:
    given = {name: getattr(exchange, name) for name in ExchangeForm.Meta.fields}
    given |= {name: getattr(exchange, name).public_id for name in ("giver", "receiver", "staff", "pay")}
    for name in ("cost", "saves", "price"):
        cents = getattr(exchange, f"{name}_cents")
        given[name] = None if cents is None else cents / 100
    return given


@requires(Permission.LEAD)
@require_POST
def withdraw_exchange(request: SignedInRequest, public_id: str, exchange_id: str) -> HttpResponse:
    """Take hours out."""
    exchange = queries.led_exchange_for(request.user, public_id, exchange_id)
    return try_now(
        request,
        lambda: actions.withdraw_exchange(by=request.user, exchange=exchange, now=clock.now()),
        goal=_here(exchange.option.study),
        done=_("It is out; the history keeps it."),
    )
