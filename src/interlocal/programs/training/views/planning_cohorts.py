"""Plan a cohort, open it, copy it, call it off; its sessions and instructors."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.permissions import requires
from interlocal.programs.training.actions import planning
from interlocal.programs.training.actions.links import send_instructor_link
from interlocal.programs.training.forms.planning import (
    CopyForm,
    InstructorForm,
    PlanForm,
    ReasonForm,
    SessionForm,
)
from interlocal.programs.training.models import Cohort, Instructor, Session
from interlocal.programs.training.queries.cohorts import cohort_to_run
from interlocal.programs.training.rules import Permission
from interlocal.programs.training.views.planning_act import answer, page_of, try_now


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change the days and rules of a cohort."""
    found = cohort_to_run(request.user, public_id)
    form = PlanForm(request.POST or None, instance=cohort_to_run(request.user, public_id))

    def act() -> Cohort:
        return planning.change_cohort(by=request.user, cohort=found, facts=form.cleaned_data, now=clock.now())

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The plan is changed."),
        title=_("Change the plan"),
        button=_("Save the change"),
    )


@requires(Permission.RUN)
@require_POST
def open_now(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Open a cohort for applications."""
    found = cohort_to_run(request.user, public_id)
    return try_now(
        request,
        lambda: planning.open_cohort(by=request.user, cohort=found, now=clock.now()),
        goal=page_of(found),
        done=_("The cohort is open: cities and learners see it now."),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Plan the next cohort like this one."""
    found = cohort_to_run(request.user, public_id)
    form = CopyForm(request.POST or None, initial={"title": found.title})

    def act() -> Cohort:
        return planning.copy_cohort(by=request.user, cohort=found, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The next cohort is planned. Look through its days before you open it."),
        title=_("Copy this cohort"),
        lead=_(
            "Seats, shares, sessions, instructors and budget are taken over. "
            "Every day moves to the same weekday of a later year."
        ),
        button=_("Copy the cohort"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Call a cohort off."""
    found = cohort_to_run(request.user, public_id)
    form = ReasonForm(request.POST or None)

    def act() -> Cohort:
        return planning.cancel_cohort(by=request.user, cohort=found, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The cohort is called off. Learners are told, and calendars take its sessions out."),
        title=_("Call this cohort off"),
        lead=_("All applications end and all sessions are cancelled. This cannot be taken back."),
        button=_("Call the cohort off"),
        is_destructive=True,
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_session(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add a session to a cohort."""
    found = cohort_to_run(request.user, public_id)
    form = SessionForm(request.POST or None, cohort=found)

    def act() -> None:
        planning.add_session(
            by=request.user,
            cohort=found,
            facts=form.facts(),
            may_overlap=form.cleaned_data["may_overlap"],
            now=clock.now(),
        )

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The session is added. Calendars of those who have a seat are told."),
        title=_("Add a session"),
        lead=_("Hours are those of %(zone)s.") % {"zone": found.time_zone},
        button=_("Add the session"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def move_session(request: SignedInRequest, public_id: str, session_id: str) -> HttpResponse:
    """Change time, place or name of a session."""
    found, session = _session(request, public_id, session_id)
    said = SessionForm.said_by(session, ZoneInfo(found.time_zone))
    form = SessionForm(request.POST or None, initial=said, cohort=found, session=session)

    def act() -> None:
        planning.move_session(
            by=request.user,
            session=session,
            facts=form.facts(),
            may_overlap=form.cleaned_data["may_overlap"],
            now=clock.now(),
        )

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The session is changed. Calendars that hold it are told."),
        title=_("Change this session"),
        lead=_("Hours are those of %(zone)s.") % {"zone": found.time_zone},
        button=_("Save the change"),
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_session(request: SignedInRequest, public_id: str, session_id: str) -> HttpResponse:
    """Cancel a session."""
    found, session = _session(request, public_id, session_id)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        planning.cancel_session(by=request.user, session=session, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The session is cancelled. Calendars that hold it are told."),
        title=_("Cancel “%(session)s”") % {"session": session},
        lead=_("It stays on record as cancelled, and cannot be taken up again."),
        button=_("Cancel the session"),
        is_destructive=True,
    )


@requires(Permission.RUN)
@require_http_methods(["GET", "HEAD", "POST"])
def add_instructor(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Name who teaches."""
    found = cohort_to_run(request.user, public_id)
    form = InstructorForm(request.POST or None)

    def act() -> None:
        planning.add_instructor(by=request.user, cohort=found, now=clock.now(), **form.cleaned_data)

    return answer(
        request,
        form,
        act,
        record=found,
        done=_("The instructor is named, and the link to their pages is on its way."),
        title=_("Name an instructor"),
        lead=_("They need no account: the link in a mail opens roster, materials, attendance and homework."),
        button=_("Name the instructor"),
    )


@requires(Permission.RUN)
@require_POST
def remove_instructor(request: SignedInRequest, public_id: str, instructor_id: str) -> HttpResponse:
    """Take an instructor off a cohort."""
    found, instructor = _instructor(request, public_id, instructor_id)
    return try_now(
        request,
        lambda: planning.remove_instructor(by=request.user, instructor=instructor, now=clock.now()),
        goal=page_of(found),
        done=_("The instructor is taken off. Their link opens nothing any more."),
    )


@requires(Permission.RUN)
@require_POST
def send_link(request: SignedInRequest, public_id: str, instructor_id: str) -> HttpResponse:
    """Mail an instructor the link to their pages again."""
    found, instructor = _instructor(request, public_id, instructor_id)
    return try_now(
        request,
        lambda: send_instructor_link(by=request.user, instructor=instructor, now=clock.now()),
        goal=page_of(found),
        done=_("The link is on its way to %(email)s.") % {"email": instructor.email},
    )


def _instructor(request: SignedInRequest, public_id: str, instructor_id: str) -> tuple[Cohort, Instructor]:
    found = cohort_to_run(request.user, public_id)
    rows = Instructor.objects.select_related("cohort__course")
    return found, get_object_or_404(rows, cohort=found, public_id=instructor_id)


def _session(request: SignedInRequest, public_id: str, session_id: str) -> tuple[Cohort, Session]:
    found = cohort_to_run(request.user, public_id)
    rows = Session.objects.select_related("cohort__course", "makes_up")
    return found, get_object_or_404(rows, cohort=found, public_id=session_id)
