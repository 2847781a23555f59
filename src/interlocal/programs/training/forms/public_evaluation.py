"""A questionnaire as a form, in the language of its reader."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.programs.training.questionnaires import Question

CHOICES = (
    (5, _("5: fully")),
    (4, "4"),
    (3, _("3: in part")),
    (2, "2"),
    (1, _("1: not at all")),
)


class EvaluationForm(forms.Form):
    """The questions of one questionnaire."""

    def __init__(self, *args: Any, questions: tuple[Question, ...], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = _field(question, question.in_language(language))


def _field(question: Question, words: str) -> forms.Field:
    if question.kind == "text":
        area = forms.Textarea({"rows": 3})
        return forms.CharField(label=words, required=False, max_length=2000, widget=area)
    return forms.TypedChoiceField(
        label=words,
        choices=CHOICES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
