"""The packet of a meeting: having it made, and handing it out."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once


@requires(Permission.READ)
@require_POST
def ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Have the packet made."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    act_at_once(
        request,
        lambda: actions.ask_packet(by=request.user, meeting=meeting, now=clock.now()),
        done=_("The packet is being made. You can leave this page: it stays with the meeting."),
    )
    return redirect(f"{reverse('meetings:detail', args=[public_id])}#packet")


@requires(Permission.READ)
@require_safe
def packet(request: SignedInRequest, public_id: str, version: int) -> HttpResponseBase:
    """Hand out one version of the packet."""
    found = queries.packet_of(queries.meeting_for(request.user, public_id), version)
    assert found.file is not None
    return file_response(found.file, as_attachment=False)
