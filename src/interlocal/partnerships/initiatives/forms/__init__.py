"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from interlocal.partnerships.initiatives.forms.fields import ConfirmForm
from interlocal.partnerships.initiatives.forms.initiatives import (
    DecisionForm,
    DocumentForm,
    ExpectationForm,
    FilterForm,
    GateForm,
    GuestForm,
    InitiativeForm,
    MetForm,
    MoveForm,
    NewInitiativeForm,
    PracticeForm,
    PressureForm,
    ProgramLinkForm,
    ResultForm,
    RiskForm,
    StanceForm,
    SupportForm,
)
from interlocal.partnerships.initiatives.forms.pain_points import (
    GroupForm,
    PainFilterForm,
    PainPointForm,
    ReasonForm,
)
from interlocal.partnerships.initiatives.forms.programs import (
    EndParticipationForm,
    LinkForm,
    OutcomeForm,
    ParticipationForm,
    ProgramForm,
)
from interlocal.partnerships.initiatives.forms.staff import AssignmentForm, EndAssignmentForm, HoursForm

__all__ = [
    "AssignmentForm",
    "ConfirmForm",
    "DecisionForm",
    "DocumentForm",
    "EndAssignmentForm",
    "EndParticipationForm",
    "ExpectationForm",
    "FilterForm",
    "GateForm",
    "GroupForm",
    "GuestForm",
    "HoursForm",
    "InitiativeForm",
    "LinkForm",
    "MetForm",
    "MoveForm",
    "NewInitiativeForm",
    "OutcomeForm",
    "PainFilterForm",
    "PainPointForm",
    "ParticipationForm",
    "PracticeForm",
    "PressureForm",
    "ProgramForm",
    "ProgramLinkForm",
    "ReasonForm",
    "ResultForm",
    "RiskForm",
    "StanceForm",
    "SupportForm",
]
