"""Attendance of a cohort: the coordinator's overview, and the pages of each session."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions.attendance import record_no_show, take_back_no_show
from interlocal.programs.training.forms.public_taking_part import DeclineForm
from interlocal.programs.training.models import Cohort, Session
from interlocal.programs.training.queries import sessions
from interlocal.programs.training.queries.cohorts import cohort_for
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.views import rolls


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who was where, and record who never came."""
    cohort = cohort_for(request.user, public_id)
    if request.method == "POST":
        try:
            said = _act(request, cohort)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
        return redirect("training:attendance", public_id)
    held = list(cohort.sessions.filter(cancelled_at=None).select_related("makes_up"))
    context = {
        "cohort": cohort,
        "sessions": held,
        "records": sessions.attendance_of(cohort, held),
        "has_ended_one": any(one.ends_at <= clock.now() for one in held),
    }
    return render(request, "training/taking_part/attendance.html", context)


def _act(request: SignedInRequest, cohort: Cohort) -> str:
    way, key, now = request.POST.get("way", ""), request.POST.get("of", ""), clock.now()
    application = sessions.seated_in(cohort).filter(public_id=key).first()
    if application is None:
        raise Http404
    if way == "came-after-all":
        take_back_no_show(by=request.user, application=application, now=now)
        return _("It is taken back.")
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Say what happened: everybody who sees the cohort reads the reason."))
    reason = " ".join(form.cleaned_data["reason"].split())
    record_no_show(by=request.user, application=application, reason=reason, now=now)
    return _("It is recorded that %(name)s did not come.") % {"name": application.learner.name}


Answer = Callable[[HttpRequest, Session, rolls.Hand], HttpResponseBase]


def _of_session(
    request: SignedInRequest, public_id: str, session_id: str, answer: Answer
) -> HttpResponseBase:
    cohort = cohort_for(request.user, public_id)
    session = sessions.session_in(cohort, session_id)
    if session is None:
        raise Http404
    back = reverse("training:attendance", args=[public_id])
    return answer(request, session, rolls.Hand(request.user, "", back, "web/base.html"))


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def tick(request: SignedInRequest, public_id: str, session_id: str) -> HttpResponseBase:
    """Tick the roster of a session."""
    return _of_session(request, public_id, session_id, rolls.ticking)


@requires(Permission.RUN)
@require_safe
def roster(request: SignedInRequest, public_id: str, session_id: str) -> HttpResponseBase:
    """Print the roster of a session."""
    return _of_session(request, public_id, session_id, rolls.printed_roster)


@requires(Permission.RUN)
@require_safe
def code(request: SignedInRequest, public_id: str, session_id: str) -> HttpResponseBase:
    """Show the code of a session."""
    return _of_session(request, public_id, session_id, rolls.code_page)


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: SignedInRequest, public_id: str, session_id: str) -> HttpResponseBase:
    """Read the log of an online session."""
    return _of_session(request, public_id, session_id, rolls.log_page)
