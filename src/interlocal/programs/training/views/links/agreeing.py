"""Two links of a mail each: the learner proves the address, the supervisor agrees or declines."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training.actions import applications
from interlocal.programs.training.forms.public_taking_part import DeclineForm
from interlocal.programs.training.models import Application, ApplicationState
from interlocal.programs.training.models.learners import ENDED
from interlocal.programs.training.queries import learners
from interlocal.programs.training.queries import sessions as held
from interlocal.programs.training.queries.languages import language_of
from interlocal.programs.training.rules.links import BASE, learner_path
from interlocal.programs.training.views.links.door import asked_language, behind, page
from interlocal.web.public import refuse_form


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, public_id: str, mark: str, signature: str) -> HttpResponseBase:
    """The learner proves the address; then leads on to their own page."""
    return behind(
        request,
        path=f"{BASE}/apply/confirm/{public_id}/{mark}/",
        signature=signature,
        find=lambda: learners.application_of_learner_at(public_id, mark),
        language=lambda found: found.learner.language,
        answer=lambda found: _confirmed(request, found),
    )


def _confirmed(request: HttpRequest, application: Application) -> HttpResponseBase:
    refusal = ""
    if request.method == "POST":
        try:
            applications.confirm_address(application=application, now=clock.now())
        except Refusal as refused:
            refusal = str(refused)
        else:
            return redirect(_own_page(application))
    return page(
        request,
        "confirm",
        application=application,
        sessions=held.sessions_held(application.cohort),
        refusal=refusal,
        own_page=_own_page(application) if application.state != ApplicationState.SENT else "",
    )


@open_to_public
@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, public_id: str, mark: str, signature: str) -> HttpResponseBase:
    """The supervisor agrees or declines: one page, two buttons."""
    return behind(
        request,
        path=f"{BASE}/agree/{public_id}/{mark}/",
        signature=signature,
        find=lambda: learners.application_of_supervisor_at(public_id, mark),
        language=lambda found: language_of(found.supervisor_email),
        answer=lambda found: _agreed(request, found),
    )


def _agreed(request: HttpRequest, application: Application) -> HttpResponseBase:
    is_declining = request.POST.get("way") == "decline"
    form = DeclineForm(request.POST if is_declining else None)
    refusal, language = "", asked_language(request)
    if request.method == "POST" and (not is_declining or form.is_valid()):
        now = clock.now()
        try:
            if is_declining:
                reason = form.cleaned_data["reason"]
                applications.decline(application=application, reason=reason, language=language, now=now)
            else:
                applications.agree(application=application, language=language, now=now)
        except Refusal as refused:
            refusal = str(refused)
            if is_declining:
                refuse_form(form, refused)
        else:
            return redirect(request.get_full_path())
    return page(
        request,
        "agree",
        application=application,
        sessions=held.sessions_held(application.cohort),
        is_waiting=application.state == ApplicationState.ASKED,
        has_agreed=application.supervisor_agreed_at is not None,
        has_ended=application.state in ENDED,
        form=form,
        refusal=refusal,
    )


def _own_page(application: Application) -> str:
    path = learner_path(application.learner)
    return f"{path}{sign_path(path)}/{application.public_id}/"
