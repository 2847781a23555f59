"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from interlocal.costing.studies.forms.baselines import (
    AnswerForm,
    CellForm,
    FreezeForm,
    QuestionForm,
    VersionForm,
)
from interlocal.costing.studies.forms.sheet import SheetForm
from interlocal.costing.studies.forms.studies import CityForm, FilterForm, LineForm, ReasonForm, StudyForm

__all__ = [
    "AnswerForm",
    "CellForm",
    "CityForm",
    "FilterForm",
    "FreezeForm",
    "LineForm",
    "QuestionForm",
    "ReasonForm",
    "SheetForm",
    "StudyForm",
    "VersionForm",
]
