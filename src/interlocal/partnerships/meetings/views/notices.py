"""Posting a notice: what it says, by when it is due, what shows that it is up."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.foundation.files.public import file_response
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.partnerships.law.public import Key
from interlocal.partnerships.meetings import actions, queries, rules
from interlocal.partnerships.meetings.forms import NoticeForm
from interlocal.partnerships.meetings.notice import explain
from interlocal.partnerships.meetings.rules import Permission
from interlocal.partnerships.meetings.views.act import answer


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Record that a notice was posted."""
    meeting = queries.meeting_to_arrange(request.user, public_id, clock.today())
    if not rules.owes_notice(meeting):
        raise Http404
    zone, now = rules.zone_of(meeting.body), clock.now()
    here = timezone.localtime(now, zone)
    initial = {
        "posted_on": here.date(),
        "posted_time": here.time(),
        "place": meeting.body.posting_place,
    }
    law = queries.law_for(meeting.body)
    form = NoticeForm(request.POST or None, request.FILES or None, initial=initial, law=law)
    page = reverse("meetings:detail", args=[public_id])
    reckoning = queries.reckoning_for(meeting)

    def act() -> str:
        actions.post_notice(by=request.user, meeting=meeting, now=now, **form.facts(zone))
        return page

    return answer(
        request,
        form,
        act,
        done=_("The posting is recorded, and the agenda is public as it was posted."),
        template="meetings/notice_form.html",
        title=_("Record the posting of the notice"),
        button=_("Record the posting"),
        back=page,
        back_name=meeting.title,
        meeting=meeting,
        wording=rules.wording_of(meeting, queries.agenda_of(meeting)),
        reckoning=reckoning,
        short_section=law.cited(Key.SHORT_NOTICE),
        is_late=not reckoning.judge(now).is_in_time,
        sentences=explain(reckoning),
    )


@requires(Permission.READ)
@require_safe
def notice(request: SignedInRequest, public_id: str, number: int) -> HttpResponse:
    """Show a notice as it was posted."""
    meeting = queries.meeting_for(request.user, public_id)
    return render(
        request,
        "meetings/notice.html",
        {"meeting": meeting, "notice": queries.notice_of(meeting, number)},
    )


@requires(Permission.READ)
@require_safe
def evidence(request: SignedInRequest, public_id: str, number: int) -> HttpResponseBase:
    """Hand out what shows that a notice was posted."""
    found = queries.notice_of(queries.meeting_for(request.user, public_id), number)
    if found.evidence_file is None:
        raise Http404
    return file_response(found.evidence_file)
