"""The state of the installation, in the same words as ``interlocal doctor``."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.upkeep.doctor import State, examine
from interlocal.upkeep.rules import Permission


@requires(Permission.READ)
@require_safe
def show_state(request: HttpRequest) -> HttpResponse:
    """Look at everything, and show first what is broken."""
    now = clock.now()
    found = list(examine(now))
    by_state = {state: [one for one in found if one.state == state] for state in State}
    context = {
        "broken": by_state[State.BROKEN],
        "soon": by_state[State.SOON],
        "good": by_state[State.GOOD],
        "looked_at": now,
    }
    return render(request, "upkeep/state.html", context)
