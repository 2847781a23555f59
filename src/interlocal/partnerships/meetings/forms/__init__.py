"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from interlocal.partnerships.meetings.forms.agendas import (
    AnswerForm,
    ItemForm,
    MoveForm,
    PaperForm,
    ProposalForm,
    TakeForm,
)
from interlocal.partnerships.meetings.forms.bodies import (
    BodyForm,
    ClosureForm,
    FacilityForm,
    HolidayListForm,
    HolidaysForm,
    LocalRuleForm,
    ThresholdForm,
)
from interlocal.partnerships.meetings.forms.calendars import FeedForm, ReplyForm
from interlocal.partnerships.meetings.forms.councils import (
    CouncilFilterForm,
    HandItems,
    HandMeetingForm,
    TableForm,
    WebSourceForm,
)
from interlocal.partnerships.meetings.forms.filters import FilterForm
from interlocal.partnerships.meetings.forms.meetings import CancelForm, MeetingForm, PlanForm, SeriesForm
from interlocal.partnerships.meetings.forms.notices import NoticeForm
from interlocal.partnerships.meetings.forms.seats import EndForm, SeatForm, SubstituteForm

__all__ = [
    "AnswerForm",
    "BodyForm",
    "CancelForm",
    "ClosureForm",
    "CouncilFilterForm",
    "EndForm",
    "FacilityForm",
    "FeedForm",
    "FilterForm",
    "HandItems",
    "HandMeetingForm",
    "HolidayListForm",
    "HolidaysForm",
    "ItemForm",
    "LocalRuleForm",
    "MeetingForm",
    "MoveForm",
    "NoticeForm",
    "PaperForm",
    "PlanForm",
    "ProposalForm",
    "ReplyForm",
    "SeatForm",
    "SeriesForm",
    "SubstituteForm",
    "TableForm",
    "TakeForm",
    "ThresholdForm",
    "WebSourceForm",
]
