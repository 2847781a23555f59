"""Questions about a figure, and their answers."""

from datetime import datetime

from django.utils.translation import gettext as _

from interlocal.costing.studies import queries, rules
from interlocal.costing.studies.models import CellQuestion, Line, StudyCity
from interlocal.foundation.accounts.public import User
from interlocal.foundation.audit.public import act


def ask_about_cell(*, by: User, city: StudyCity, line: Line, text: str, now: datetime) -> CellQuestion:
    """Ask about a figure that the person may see. Raises ``Refusal`` and ``Http404``."""
    queries.baselines_for(by, city)
    text = rules.need(text, _("Write the question."), "text")
    question = CellQuestion(city=city, line=line, text=text, asked_by=by, created_at=now)
    with act(by=by, action="studies.ask_about_cell", subject=city, now=now, line=line.name):
        question.save(force_insert=True)
    return question


def answer_question(*, by: User | None, question: CellQuestion, answer: str, now: datetime) -> CellQuestion:
    """Answer a question about the city's own figure, or answer it anew. Raises ``Refusal``."""
    rules.check_filling(by, question.city.jurisdiction)
    answer = rules.need(answer, _("Write the answer."), "answer")
    with act(
        by=by, action="studies.answer_question", subject=question.city, now=now, line=question.line.name
    ):
        question = (
            CellQuestion.objects.select_for_update(of=("self",))
            .select_related("city", "line")
            .get(pk=question.pk)
        )
        question.answer, question.answered_by, question.answered_at = answer, by, now
        question.save(update_fields=["answer", "answered_by", "answered_at"])
    return question
