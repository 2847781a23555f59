"""A learner's own pages: where they stand and why, sessions, materials, homework, attendance."""

from datetime import datetime

from django.conf import settings
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interlocal.foundation.files.public import file_response
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.partnerships.meetings.public import feed
from interlocal.programs.training.actions import applications, links, seats
from interlocal.programs.training.actions.homework import hand_in
from interlocal.programs.training.forms.public_taking_part import HandInForm, LeaveForm, OwnFactsForm
from interlocal.programs.training.models import Application, ApplicationState, Learner
from interlocal.programs.training.models.learners import ENDED
from interlocal.programs.training.queries import learners, sessions
from interlocal.programs.training.queries.feeds import entries_of
from interlocal.programs.training.queries.lessons import lesson_for, progress_of
from interlocal.programs.training.queries.seats import names_of_cities
from interlocal.programs.training.rules.links import BASE, feed_path, learner_path, transcript_path
from interlocal.programs.training.views.links.door import behind, behind_own, page
from interlocal.web.public import refuse_form


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def own_page(request: HttpRequest, public_id: str, link_round: int, signature: str) -> HttpResponseBase:
    """All that the learner applied for, their calendar address, and what they change about themselves."""
    return behind_own(request, public_id, link_round, signature, lambda found: _own_page(request, found))


def _own_page(request: HttpRequest, learner: Learner) -> HttpResponseBase:
    form = OwnFactsForm(request.POST if request.POST.get("way") == "facts" else None, instance=learner)
    if request.POST.get("way") == "replace":
        links.replace_links(learner=learner, now=clock.now())
        return page(request, "replaced")
    if form.is_bound and form.is_valid():
        links.change_own_facts(learner=learner, facts=form.cleaned_data, now=clock.now())
        return redirect(request.path)
    found = list(learners.applications_of(learner))
    calendar = feed_path(learner)
    address = f"{settings.INTERLOCAL_BASE_URL}{calendar}{sign_path(calendar)}/"
    return page(
        request,
        "own_page",
        learner=learner,
        transcript=_transcript(learner) if any(one.seated_at for one in found) else "",
        form=form,
        applications=found,
        address=address,
        subscribe="webcal" + address[address.index(":") :],
    )


@open_to_public
@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
def own_application(
    request: HttpRequest, public_id: str, link_round: int, signature: str, application_id: str
) -> HttpResponseBase:
    """Where one application stands and why; the learner accepts or refuses an offer, or withdraws."""
    return behind_own(
        request,
        public_id,
        link_round,
        signature,
        lambda found: _own_application(request, _own(found, application_id)),
    )


def _own(learner: Learner, application_id: str) -> Application:
    application = learners.application_of(learner, application_id)
    if application is None:
        raise Http404
    return application


def _own_application(request: HttpRequest, application: Application) -> HttpResponseBase:
    way = request.POST.get("way", "")
    forms = {name: LeaveForm(request.POST if way == name else None) for name in ("refuse", "withdraw")}
    refusal = ""
    form = forms.get(way)
    if way == "accept" or (form is not None and form.is_valid()):
        try:
            _act(application, way, form, clock.now())
        except Refusal as refused:
            refusal = str(refused)
            if form is not None:
                refuse_form(form, refused)
        else:
            return redirect(request.get_full_path())
    return _application_page(request, application, forms, refusal, open_way=way)


def _act(application: Application, way: str, form: BaseForm | None, now: datetime) -> None:
    if form is None:
        seats.accept_offer(by=None, application=application, now=now)
    elif way == "refuse":
        seats.refuse_offer(by=None, application=application, now=now, **form.cleaned_data)
    else:
        applications.withdraw(application=application, now=now, **form.cleaned_data)


def _application_page(
    request: HttpRequest,
    application: Application,
    forms: dict[str, LeaveForm],
    refusal: str,
    *,
    open_way: str,
) -> HttpResponseBase:
    is_seated, now = application.state == ApplicationState.SEATED, clock.now()
    decisions = list(learners.decisions_about(application))
    return page(
        request,
        "application",
        application=application,
        cohort=application.cohort,
        root=_root(application.learner),
        refusal=refusal,
        open_way=open_way,
        refuse_form=forms["refuse"],
        withdraw_form=forms["withdraw"],
        is_offered=application.state == ApplicationState.OFFERED,
        is_seated=is_seated,
        has_ended=application.state in ENDED,
        may_withdraw=application.state not in ENDED and application.completed_at is None,
        decisions=decisions,
        names=names_of_cities() if decisions else {},
        sessions=sessions.sessions_for(application),
        today=[one for one in sessions.sessions_today(application, now) if one.ends_at >= now],
        minutes=sessions.minutes_of(application),
        materials=learners.materials_for(application) if is_seated else (),
        homework=learners.homework_for(application) if is_seated else (),
        instructors=application.cohort.instructors.all() if is_seated else (),
        mentor=getattr(application, "mentor", None),
    )


def _root(learner: Learner) -> str:
    path = learner_path(learner)
    return f"{path}{sign_path(path)}/"


@open_to_public
@require_safe
def material(
    request: HttpRequest,
    public_id: str,
    link_round: int,
    signature: str,
    application_id: str,
    material_id: str,
) -> HttpResponseBase:
    """Hand a seated learner a material of the course."""

    def answer(learner: Learner) -> HttpResponseBase:
        application = _own(learner, application_id)
        found = learners.materials_for(application).filter(public_id=material_id).first()
        if found is None or found.file is None or application.state != ApplicationState.SEATED:
            raise Http404
        return file_response(found.file, as_attachment=False)

    return behind_own(request, public_id, link_round, signature, answer)


@open_to_public
@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
def homework(
    request: HttpRequest,
    public_id: str,
    link_round: int,
    signature: str,
    application_id: str,
    homework_id: str,
) -> HttpResponseBase:
    """Show what is to be done, and take it in: words, a file, or both."""
    return behind_own(
        request,
        public_id,
        link_round,
        signature,
        lambda found: _homework(request, _own(found, application_id), homework_id),
    )


def _homework(request: HttpRequest, application: Application, homework_id: str) -> HttpResponseBase:
    rows = {one.public_id: (one, done) for one, done in learners.homework_for(application)}
    if homework_id not in rows or application.state != ApplicationState.SEATED:
        raise Http404
    task, done = rows[homework_id]
    is_sent = request.method == "POST"
    form = HandInForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"text": done.text if done else ""},
    )
    back = f"{_root(application.learner)}{application.public_id}/"
    if is_sent and form.is_valid():
        try:
            hand_in(application=application, homework=task, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect(f"{back}#homework")
    lesson = lesson_for(application, homework_id)
    return page(
        request,
        "homework",
        application=application,
        task=task,
        done=done,
        form=form,
        back=back,
        lesson=lesson,
        progress=progress_of(application, lesson) if lesson else None,
    )


@open_to_public
@require_safe
def calendar(request: HttpRequest, public_id: str, link_round: int, signature: str) -> HttpResponseBase:
    """Hand a calendar the sessions of whoever has this address; it opens nothing else."""

    def answer(learner: Learner) -> HttpResponseBase:
        data = feed(str(learner), entries_of(learner))
        response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="training.ics"'
        return response

    return behind(
        request,
        path=f"{BASE}/my/calendar/{public_id}/{link_round}/",
        signature=signature,
        find=lambda: learners.learner_in_round(public_id, link_round),
        language=lambda found: found.language,
        answer=answer,
    )


def _transcript(learner: Learner) -> str:
    path = transcript_path(learner)
    return f"{path}{sign_path(path)}/"
