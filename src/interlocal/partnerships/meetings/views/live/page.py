"""Running a meeting from a phone, and the screen that shows it to the room."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import queries
from interlocal.partnerships.meetings.models import Meeting
from interlocal.partnerships.meetings.queries.floor import floor_of
from interlocal.partnerships.meetings.queries.live import notes_of
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.live.shown import Forms, live_context
from interlocal.partnerships.meetings.views.live.verbs import VERBS, Doing
from interlocal.web.public import refuse_form, render_fragment

PARTS = frozenset({"floor", "desk", "note", "action"})
TEMPLATE = "meetings/live.html"


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def live(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the floor with the forms of what can be done now, and do what one of them asks."""
    meeting = queries.meeting_to_record(request.user, public_id, clock.today())
    if request.method == "POST" and request.POST.get("do") in VERBS:
        return _do(request, meeting, request.POST["do"])
    return _show(request, meeting, request.GET.get("part", ""))


@requires(Permission.READ)
@require_safe
def screen(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the floor to the room in large letters, without anything to press."""
    meeting = queries.meeting_for(request.user, public_id)
    floor = floor_of(meeting, clock.now())
    return render_fragment(request, "meetings/screen.html", "screen", {"meeting": meeting, "floor": floor})


def _do(request: SignedInRequest, meeting: Meeting, verb: str) -> HttpResponse:
    """Run the action of ``verb``; a form that is refused comes back as it was typed."""
    now = clock.now()
    floor = floor_of(meeting, now)
    forms = Forms(floor, notes_of(meeting))
    form = forms.make(verb, request.POST)
    if form.is_valid():
        try:
            VERBS[verb].act(Doing(request.user, floor, form, now))
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, str(VERBS[verb].done))
            if request.headers.get("HX-Request") != "true":
                return redirect(f"{request.path}#{VERBS[verb].part}")
            return _show(request, meeting, VERBS[verb].part)
    # What is before the body may have changed while the form was typed: it is shown as it is now.
    meeting = Meeting.objects.select_related("body__facility").get(pk=meeting.pk)
    forms.floor = floor_of(meeting, now)
    forms.bound = {("votes" if verb == "count" else verb): form}
    context = live_context(request, forms.floor, forms)
    return render_fragment(request, TEMPLATE, VERBS[verb].part, context)


def _show(request: SignedInRequest, meeting: Meeting, part: str) -> HttpResponse:
    meeting = Meeting.objects.select_related("body__facility", "presiding").get(pk=meeting.pk)
    floor = floor_of(meeting, clock.now())
    context = live_context(request, floor, Forms(floor, notes_of(meeting)))
    if part in PARTS:
        return render_fragment(request, TEMPLATE, part, context)
    return render(request, TEMPLATE, context)
