"""Comments on a study's result and its options."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from interlocal.costing.studies import actions, queries, rules
from interlocal.costing.studies.forms import RemarkForm, SureForm, WordsForm
from interlocal.costing.studies.models import Option, Remark, Study
from interlocal.costing.studies.rules import Permission
from interlocal.costing.studies.views.act import answer, try_now
from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import requires
from interlocal.web.public import refuse_form

PAGE_SIZE = 50


def _thread_of(remark: Remark) -> str:
    return f"{reverse('studies:talk', args=[remark.study.public_id])}#{(remark.answers or remark).public_id}"


@requires(Permission.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what is said about a study, or about one option, and take a comment."""
    study = queries.study_for(request.user, public_id)
    may_talk = request.user.may(Permission.TALK)
    if request.method == "POST" and not may_talk:
        raise Http404
    options = study.options.filter(withdrawn_at=None)
    option = options.filter(public_id=request.GET.get("option", "")).first()
    form = RemarkForm(
        request.POST or None,
        options=options,
        cities=queries.cities_of(study),
        initial={"option": option.public_id if option else "", "to_city": request.GET.get("to", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = actions.say(by=request.user, study=study, now=clock.now(), **form.cleaned_data)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            messages.success(request, _("The comment is made."))
            return redirect(_thread_of(said))
    return _page(request, study, option, form, may_talk=may_talk)


def _page(
    request: SignedInRequest, study: Study, option: Option | None, form: RemarkForm, *, may_talk: bool
) -> HttpResponse:
    page = Paginator(queries.talk_about(study, option), PAGE_SIZE).get_page(request.GET.get("page"))
    now = clock.now()
    context = {
        "study": study,
        "option": option,
        "options": study.options.filter(withdrawn_at=None),
        "page": page,
        "said": [queries.said_to(request.user, remark, now) for remark in page],
        "form": form,
        "may_talk": may_talk,
    }
    return render(request, "studies/talk.html", context)


@requires(Permission.TALK)
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: SignedInRequest, remark_id: str) -> HttpResponse:
    """Answer a comment."""
    remark = queries.remark_for(request.user, remark_id)
    form = WordsForm(request.POST or None)

    def act() -> None:
        actions.say(
            by=request.user,
            study=remark.study,
            text=form.cleaned_data["text"],
            answers=remark,
            now=clock.now(),
        )

    page = {
        "title": gettext_lazy("Answer a comment"),
        "lead": remark.text,
        "button": gettext_lazy("Answer"),
    }
    done = gettext_lazy("The answer is given.")
    goal = _thread_of(remark)
    return answer(request, form, act, record=remark.study, done=done, page=page, goal=goal)


@requires(Permission.TALK)
@require_http_methods(["GET", "HEAD", "POST"])
def change_remark(request: SignedInRequest, remark_id: str) -> HttpResponse:
    """Mend one's own comment."""
    remark = queries.own_remark_for(request.user, remark_id)
    form = WordsForm(request.POST or None, initial={"text": remark.text})

    def act() -> None:
        text = form.cleaned_data["text"]
        actions.change_remark(by=request.user, remark=remark, text=text, now=clock.now())

    page = {
        "title": gettext_lazy("Change a comment"),
        "lead": _("For %(minutes)d minutes after it was made; others see that it was changed.")
        % {"minutes": rules.CHANGE_WITHIN.seconds // 60},
        "button": gettext_lazy("Save the comment"),
    }
    done = gettext_lazy("The comment is changed.")
    goal = _thread_of(remark)
    return answer(request, form, act, record=remark.study, done=done, page=page, goal=goal)


@requires(Permission.TALK)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_remark(request: SignedInRequest, remark_id: str) -> HttpResponse:
    """Withdraw one's own comment."""
    remark = queries.own_remark_for(request.user, remark_id)
    form = SureForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.withdraw_remark(by=request.user, remark=remark, now=clock.now())

    page = {
        "title": gettext_lazy("Withdraw a comment"),
        "lead": gettext_lazy("Its text is deleted and does not come back. That there was a comment stays."),
        "button": gettext_lazy("Withdraw the comment"),
    }
    done = gettext_lazy("The comment is withdrawn.")
    goal = _thread_of(remark)
    return answer(request, form, act, record=remark.study, done=done, page=page, goal=goal)


@requires(Permission.TALK)
@require_POST
def close_question(request: SignedInRequest, remark_id: str) -> HttpResponse:
    """Close a question to a city."""
    remark = queries.question_to_close(request.user, remark_id)
    return try_now(
        request,
        lambda: actions.close_question(by=request.user, remark=remark, now=clock.now()),
        goal=_thread_of(remark),
        done=gettext_lazy("The question is closed."),
    )
