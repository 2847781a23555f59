"""The state of the installation, in words for people and in numbers for Prometheus."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.upkeep.doctor import State, examine
from interlocal.upkeep.metrics import CONTENT_TYPE, metrics_text
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


@open_to_public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the numbers to whoever has the token; to others, and without a token set, nothing is here."""
    token: str = settings.INTERLOCAL_METRICS_TOKEN
    said = request.headers.get("Authorization", "")
    if not token or not secrets.compare_digest(said.encode(), f"Bearer {token}".encode()):
        raise Http404
    return HttpResponse(metrics_text(), content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})
