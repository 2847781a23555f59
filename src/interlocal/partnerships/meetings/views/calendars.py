"""Calendars: what they answered, and the addresses at which they fetch meetings."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import open_to_public, requires
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.calendars import Entry, feed
from interlocal.partnerships.meetings.forms import FeedForm, ReplyForm
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import act_at_once, answer


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_reply(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Bring in what somebody's calendar answered by mail."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    form = ReplyForm(request.POST or None, request.FILES or None)
    page = f"{reverse('meetings:detail', args=[public_id])}#answers"

    def act() -> str:
        actions.bring_reply(by=request.user, meeting=meeting, data=form.data_brought(), now=clock.now())
        return page

    return answer(
        request,
        form,
        act,
        done=_("The answer is on record."),
        title=_("Bring in an answer"),
        lead=_("Calendars answer by mail to the address that sent the meeting: %(address)s.")
        % {"address": queries.organizer_of(meeting.body.name).address},
        button=_("Bring in the answer"),
        back=page,
        back_name=meeting.title,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def addresses(request: SignedInRequest) -> HttpResponse:
    """Show the reader's calendar addresses, and make one. A new address is shown once, on this very page."""
    asked = request.POST if request.method == "POST" else None
    form = FeedForm(asked, bodies=queries.bodies_for(request.user))
    address = ""
    if request.method == "POST" and form.is_valid():
        made, token = actions.make_feed(by=request.user, body=form.cleaned_data["body"], now=clock.now())
        address = settings.INTERLOCAL_BASE_URL + reverse("meetings:calendar", args=[token])
        form = FeedForm(bodies=queries.bodies_for(request.user))
    page = {"form": form, "feeds": queries.feeds_of(request.user), "address": address}
    if address:
        page |= {"made": made, "subscribe": "webcal" + address[address.index(":") :]}
    response = render(request, "meetings/calendars.html", page)
    response["Cache-Control"] = "no-store, private"
    return response


@requires(Permission.READ)
@require_POST
def end_address(request: SignedInRequest, feed_id: str) -> HttpResponse:
    """Revoke a calendar address."""
    found = queries.feed_of(request.user, feed_id)
    act_at_once(
        request,
        lambda: actions.end_feed(by=request.user, feed=found, now=clock.now()),
        done=_("The address is revoked. Calendars that use it get nothing from now on."),
    )
    return redirect("meetings:calendars")


@open_to_public
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Hand a calendar the meetings behind its address, which nobody can guess and its owner can revoke."""
    name, entries = queries.feed_behind(token, clock.now())
    return calendar_response(request, name, entries)


def calendar_response(request: HttpRequest, name: str, entries: list[Entry]) -> HttpResponse:
    """Return a feed; a calendar that holds it as it is gets told so (RFC 9110, 13.1.2)."""
    data = feed(name, entries)
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
