"""Checking in by phone: with the QR code, or by typing the code of the session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training import rules
from interlocal.programs.training.actions.attendance import check_in
from interlocal.programs.training.forms.public_taking_part import CheckInForm
from interlocal.programs.training.models import Application, Attendance, Presence, Session
from interlocal.programs.training.queries import sessions
from interlocal.web.public import client_address, is_too_often, refuse_form, refuse_tries, turned_away


@open_to_public
@require_http_methods(["GET", "HEAD", "POST"])
def by_qr(request: HttpRequest, session_id: str, code: str) -> HttpResponse:
    """What the QR code opens: the learner types the work e-mail, and is checked in."""
    session = sessions.session_named(session_id)
    if session is None or not rules.is_code_of(session, code):
        if is_too_often(f"training.code:{client_address(request)}", most=300):
            return turned_away(request)
        return render(request, "training/links/wrong_code.html", status=404)
    form = CheckInForm(
        {"email": request.POST.get("email", ""), "code": code} if request.method == "POST" else None
    )
    del form.fields["code"]
    closed = ""
    if request.method == "POST" and form.is_valid():
        if _is_limited(request, form):
            return _turned_away(request, form, session)
        try:
            there, is_first = _by_mail(session, form.cleaned_data["email"], code)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return _done(request, there, is_first=is_first)
    elif request.method != "POST":
        try:
            rules.check_check_in(session, clock.now())
        except Refusal as refusal:
            closed = str(refusal)
    page = {"session": session, "cohort": session.cohort, "form": form, "closed": closed}
    return render(request, "training/links/check_in.html", page)


@open_to_public
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Type the code of the session instead."""
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email, code = form.cleaned_data["email"], form.cleaned_data["code"]
        if _is_limited(request, form):
            return _turned_away(request, form)
        try:
            session, application = _session_of(email, code)
            there, is_first = _checked_in(session, application, code, Presence.CODE)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return _done(request, there, is_first=is_first)
    return render(request, "training/links/check_in.html", {"form": form})


def _session_of(email: str, code: str) -> tuple[Session, Application]:
    """Return the session of the learner's that has this code; raises ``Refusal`` that says what is wrong.

    It says the same for an address that is not known as for a wrong code.
    """
    near = sessions.sessions_now(email, clock.now())
    for session, application in near:
        if rules.is_code_of(session, code):
            return session, application
    raise Refusal(
        _("No session today has this code and a seat for this address. Look at both again."), field="code"
    )


def _by_mail(session: Session, email: str, code: str) -> tuple[Attendance, bool]:
    application = sessions.seat_at(session, email)
    if application is None:
        raise Refusal(
            _("There is no seat in this cohort for this address: another address, or another session?"),
            field="email",
        )
    return _checked_in(session, application, code, Presence.QR)


def _is_limited(request: HttpRequest, form: CheckInForm) -> bool:
    """A room full of learners shares one address, so each learner's own is what is limited tightly."""
    by_place = is_too_often(f"training.check-in:{client_address(request)}", most=600)
    as_learner = f"training.check-in-as:{rules.mark_of(form.cleaned_data['email'])}"
    return is_too_often(as_learner, most=20) or by_place


def _turned_away(request: HttpRequest, form: CheckInForm, session: Session | None = None) -> HttpResponse:
    refuse_tries(form, request)
    form.add_error(None, _("Ask the instructor to record that you came."))
    page = {"session": session, "cohort": session.cohort, "form": form} if session else {"form": form}
    return render(request, "training/links/check_in.html", page, status=429)


def _checked_in(
    session: Session, application: Application, code: str, how: Presence
) -> tuple[Attendance, bool]:
    return check_in(session=session, application=application, code=code, how=how, now=clock.now())


def _done(request: HttpRequest, there: Attendance, *, is_first: bool) -> HttpResponse:
    page = {"there": there, "session": there.session, "cohort": there.session.cohort, "is_first": is_first}
    return render(request, "training/links/checked_in.html", page)
