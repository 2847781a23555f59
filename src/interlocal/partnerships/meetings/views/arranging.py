"""Setting meetings up, moving them, cancelling them."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.meetings import actions, queries, rules
from interlocal.partnerships.meetings.forms import CancelForm, MeetingForm, PlanForm, SeriesForm
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import answer


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Set up one meeting of a body."""
    body = queries.body_to_arrange(request.user, public_id, clock.today())
    form = MeetingForm(request.POST or None, initial={"place": body.facility or ""})

    def act() -> str:
        facts = form.facts(rules.zone_of(body))
        made = actions.schedule_meeting(by=request.user, body=body, facts=facts, now=clock.now())
        return reverse("meetings:detail", args=[made.public_id])

    return answer(
        request,
        form,
        act,
        done=_("The meeting is set up. Build its agenda next."),
        title=_("Set up a meeting of %(body)s") % {"body": body.name},
        lead=_("Hours are those where the body meets (%(zone)s).") % {"zone": body.time_zone},
        button=_("Set up the meeting"),
        back=reverse("meetings:body", args=[public_id]),
        back_name=body.name,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Move or rename a meeting."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    zone = rules.zone_of(meeting.body)
    form = MeetingForm(request.POST or None, initial=MeetingForm.said_by(meeting, zone))
    page = reverse("meetings:detail", args=[public_id])

    def act() -> str:
        actions.change_meeting(by=request.user, meeting=meeting, facts=form.facts(zone), now=clock.now())
        return page

    return answer(
        request,
        form,
        act,
        done=_("The meeting is changed. Calendars that hold it are told."),
        title=_("Change time or place"),
        lead=_("After its notice was posted, a change needs an amended notice."),
        button=_("Save the change"),
        back=page,
        back_name=meeting.title,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Cancel a meeting."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    form = CancelForm(request.POST or None)
    page = reverse("meetings:detail", args=[public_id])

    def act() -> str:
        actions.cancel_meeting(by=request.user, meeting=meeting, now=clock.now(), **form.cleaned_data)
        return page

    return answer(
        request,
        form,
        act,
        done=_("The meeting is cancelled. Calendars that hold it are told."),
        title=_("Cancel this meeting"),
        lead=_("It stays on record as cancelled, and cannot be taken up again. Its agenda stays readable."),
        button=_("Cancel the meeting"),
        back=page,
        back_name=meeting.title,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def begin_series(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Begin regular meetings of a body."""
    body = queries.body_to_arrange(request.user, public_id, clock.today())
    form = SeriesForm(request.POST or None)
    page = reverse("meetings:body", args=[public_id])

    def act() -> str:
        until = form.cleaned_data["plan_until"]
        actions.begin_series(
            by=request.user, body=body, facts=form.facts(), plan_until=until, now=clock.now()
        )
        return page

    return answer(
        request,
        form,
        act,
        done=_("The regular meetings are set up."),
        title=_("Set up regular meetings of %(body)s") % {"body": body.name},
        lead=_("Each of them can be moved or cancelled by itself."),
        button=_("Set up the meetings"),
        back=page,
        back_name=body.name,
    )


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_series(request: SignedInRequest, public_id: str, series_id: str) -> HttpResponse:
    """Set up later meetings of a series."""
    body = queries.body_to_arrange(request.user, public_id, clock.today())
    series = queries.series_of(body, series_id)
    form = PlanForm(request.POST or None)
    page = reverse("meetings:body", args=[public_id])

    def act() -> str:
        actions.plan_series(by=request.user, series=series, now=clock.now(), **form.cleaned_data)
        return page

    return answer(
        request,
        form,
        act,
        done=_("The regular meetings are set up."),
        title=_("Set up later meetings of “%(series)s”") % {"series": series.title},
        lead=_("Meetings that are there already stay as they are."),
        button=_("Set up the meetings"),
        back=page,
        back_name=body.name,
    )
