"""The keepers' page: what is asked for, and the layers that one can open; and asking oneself."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.kernel.traces import leaves_no_trace
from interlocal.programs.hotline.actions import recovering
from interlocal.programs.hotline.queries.duties import keepers_needed
from interlocal.programs.hotline.queries.recovery import asked_by, cities_served_by, told_to_keeper
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.posted import Told, number_in, render_opened, takes_json, text_in


@requires(Permission.RECEIVE, Permission.KEEP)
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    """Show what keepers are asked to open, and let who serves a city ask."""
    asked_now = asked_by(request.user)
    waiting = {ask.jurisdiction_id for ask in asked_now}
    context = {
        "cities": [city for city in cities_served_by(request.user) if city.pk not in waiting],
        "asked": asked_now,
        "may_keep": request.user.may(Permission.KEEP),
        "needed": keepers_needed(),
    }
    return render_opened(request, "hotline/staff/recovery.html", context)


@leaves_no_trace
@requires(Permission.KEEP)
@require_safe
def asked(request: SignedInRequest) -> HttpResponse:
    """Answer with the recoveries asked for, and the layers that this keeper can open."""
    return JsonResponse({"asks": told_to_keeper(request.user)})


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def ask(request: SignedInRequest, told: Told) -> Told:
    """Ask the keepers to open a city's reports again."""
    recovering.ask_recovery(by=request.user, city_id=text_in(told, "city"), now=clock.now())
    return {}


@leaves_no_trace
@requires(Permission.RECEIVE)
@takes_json
def end(request: SignedInRequest, told: Told) -> Told:
    """Take back what one asked for."""
    recovering.end_ask(by=request.user, ask_id=text_in(told, "ask"), now=clock.now())
    return {}


@leaves_no_trace
@requires(Permission.KEEP)
@takes_json
def open_layer(request: SignedInRequest, told: Told) -> Told:
    """Hand in one layer that the keeper's browser opened."""
    recovering.open_layer(
        by=request.user,
        ask_id=text_in(told, "ask"),
        wrap_id=number_in(told, "wrap"),
        opened=number_in(told, "opened"),
        sealed=text_in(told, "sealed"),
        now=clock.now(),
    )
    return {}
