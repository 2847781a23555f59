"""A questionnaire behind the link of a mail: answered by phone, in a minute, and kept without the person."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import open_to_public
from interlocal.programs.training.actions.evaluation import answer
from interlocal.programs.training.forms.public_evaluation import EvaluationForm
from interlocal.programs.training.models import Ask
from interlocal.programs.training.queries.evaluation import ANSWER_WITHIN, ask_by
from interlocal.programs.training.queries.languages import language_of
from interlocal.programs.training.questionnaires import questionnaires
from interlocal.programs.training.views.links.door import behind, page
from interlocal.web.public import refuse_form


@open_to_public
@csrf_exempt  # The signed address is what lets one in, no cookie is; and "no-referrer" sends "Origin: null".
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, public_id: str, signature: str) -> HttpResponseBase:
    """Put the questions, and take the answers once."""
    return behind(
        request,
        path=f"/programs/training/evaluate/{public_id}/",
        signature=signature,
        find=lambda: ask_by(public_id),
        language=_language,
        answer=lambda found: _answered(request, found),
    )


def _language(asked: Ask) -> str:
    """The language that the learner, or the supervisor, chose."""
    is_learner = questionnaires()[asked.form].who == "learner"
    application = asked.application
    return application.learner.language if is_learner else language_of(application.supervisor_email)


def _answered(request: HttpRequest, asked: Ask) -> HttpResponseBase:
    language, now = translation.get_language() or "en", clock.now()
    questionnaire = questionnaires()[asked.form]
    questions = questionnaire.asked_about(asked.application.cohort.course)
    form = EvaluationForm(
        request.POST if request.method == "POST" else None, questions=questions, language=language
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer(asked=asked, answers=form.cleaned_data, now=now)
        except Refusal as refusal:
            refuse_form(form, refusal)
        else:
            return redirect(request.get_full_path())
    return page(
        request,
        "evaluate",
        asked=asked,
        title=questionnaire.titled(language),
        is_about_learner=questionnaire.who == "supervisor",
        form=form,
        is_answered=asked.answered_at is not None,
        is_late=now > asked.created_at + ANSWER_WITHIN,
    )
