"""The rehearsal of a city's routes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.hotline.actions.rehearsing import send_rehearsal
from interlocal.programs.hotline.queries import setup
from interlocal.programs.hotline.queries.rehearsal import rehearsal_of
from interlocal.programs.hotline.rules import Permission
from interlocal.programs.hotline.views.setup_act import try_now


@requires(Permission.SET_UP)
@require_safe
def rehearsal(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who would read a report, on every way it can take."""
    found = setup.hotline_to_set_up(request.user, public_id)
    return render(request, "hotline/setup/rehearsal.html", {"hotline": found, "lines": rehearsal_of(found)})


@requires(Permission.SET_UP)
@require_POST
def send(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send a test report on every way, and check whom each was sealed to."""
    found = setup.hotline_to_set_up(request.user, public_id)
    return try_now(
        request,
        lambda: send_rehearsal(by=request.user, hotline=found, now=clock.now()),
        goal=reverse("hotline:rehearsal", args=[public_id]),
        done=_("Every test report was sealed to exactly the people below. They see it, marked, for a week."),
    )
