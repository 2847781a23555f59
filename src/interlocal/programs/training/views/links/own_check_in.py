"""A learner checks in from their own page, on the day: the code of the session is all that is typed."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training import rules
from interlocal.programs.training.actions.attendance import check_in
from interlocal.programs.training.forms.public_taking_part import CodeForm
from interlocal.programs.training.models import Application, Presence, Session
from interlocal.programs.training.queries import learners, sessions
from interlocal.programs.training.rules.links import BASE
from interlocal.programs.training.views.links.door import behind, page
from interlocal.web.public import refuse_form


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def check_in_here(
    request: HttpRequest, public_id: str, link_round: int, signature: str, application_id: str
) -> HttpResponseBase:
    """Type the code that the instructor shows; who one is, the link says."""
    return behind(
        request,
        path=f"{BASE}/my/{public_id}/{link_round}/",
        signature=signature,
        find=lambda: learners.learner_in_round(public_id, link_round),
        language=lambda found: found.language,
        answer=lambda found: _check_in(request, learners.application_of(found, application_id)),
    )


def _check_in(request: HttpRequest, application: Application | None) -> HttpResponseBase:
    if application is None:
        raise Http404
    today = sessions.sessions_today(application, clock.now())
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            session = _of_code(today, code)
            there, is_first = check_in(
                session=session, application=application, code=code, how=Presence.CODE, now=clock.now()
            )
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return page(
                request,
                "checked_in",
                cohort=application.cohort,
                session=session,
                there=there,
                is_first=is_first,
                back=_back(request),
            )
    return page(
        request,
        "own_check_in",
        cohort=application.cohort,
        sessions=today,
        form=form,
        closed="" if request.method == "POST" else _closed(today),
        back=_back(request),
    )


def _of_code(today: list[Session], code: str) -> Session:
    """Return the session of today that has this code; the only one where there is no other."""
    if not today:
        raise Refusal(rules.no_session_today(), field="code")
    return next((one for one in today if rules.is_code_of(one, code)), today[0])


def _closed(today: list[Session]) -> str:
    """Return why one cannot check in now; empty where one can."""
    if not today:
        return rules.no_session_today()
    reasons = []
    for session in today:
        try:
            rules.check_check_in(session, clock.now())
        except Refusal as refusal:
            reasons.append(str(refusal))
    return reasons[0] if len(reasons) == len(today) else ""


def _back(request: HttpRequest) -> str:
    return request.path.removesuffix("check-in/")
