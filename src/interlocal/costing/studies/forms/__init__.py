"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from interlocal.costing.studies.forms.baselines import (
    AnswerForm,
    CellForm,
    FreezeForm,
    QuestionForm,
    VersionForm,
)
from interlocal.costing.studies.forms.calls import (
    BringCallsForm,
    ColumnsForm,
    PlacesForm,
    StaffingForm,
    staffing_given,
)
from interlocal.costing.studies.forms.clause import ClauseForm
from interlocal.costing.studies.forms.comparing import PairForm
from interlocal.costing.studies.forms.doubts import RangeForm, TieForm
from interlocal.costing.studies.forms.exchanges import ExchangeForm
from interlocal.costing.studies.forms.group_costs import GroupTableForm
from interlocal.costing.studies.forms.intent import IntentForm, PollForm, SureForm
from interlocal.costing.studies.forms.options import AssumptionsForm, OptionForm, PartForm
from interlocal.costing.studies.forms.shares import ShareForm
from interlocal.costing.studies.forms.sheet import SheetForm
from interlocal.costing.studies.forms.signing import SignForm, SignOffForm
from interlocal.costing.studies.forms.studies import CityForm, FilterForm, LineForm, ReasonForm, StudyForm
from interlocal.costing.studies.forms.talk import RemarkForm, WordsForm

__all__ = [
    "AnswerForm",
    "AssumptionsForm",
    "BringCallsForm",
    "CellForm",
    "CityForm",
    "ClauseForm",
    "ColumnsForm",
    "ExchangeForm",
    "FilterForm",
    "FreezeForm",
    "GroupTableForm",
    "IntentForm",
    "LineForm",
    "OptionForm",
    "PairForm",
    "PartForm",
    "PlacesForm",
    "PollForm",
    "QuestionForm",
    "RangeForm",
    "ReasonForm",
    "RemarkForm",
    "ShareForm",
    "SheetForm",
    "SignForm",
    "SignOffForm",
    "StaffingForm",
    "StudyForm",
    "SureForm",
    "TieForm",
    "VersionForm",
    "WordsForm",
    "staffing_given",
]
