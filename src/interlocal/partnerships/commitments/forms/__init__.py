"""What people type in this room."""

from interlocal.partnerships.commitments.forms.commitment import (
    CommentForm,
    DateForm,
    DoneForm,
    FilterForm,
    HoursForm,
    OpenForm,
    OwnerForm,
    ReasonForm,
    ReviewForm,
)
from interlocal.partnerships.commitments.forms.link import LinkCommentForm, LinkDateForm, LinkDoneForm
from interlocal.partnerships.commitments.forms.procedure import (
    ConfirmStepsForm,
    ProcedureForm,
    StepForm,
    StepRows,
)

__all__ = [
    "CommentForm",
    "ConfirmStepsForm",
    "DateForm",
    "DoneForm",
    "FilterForm",
    "HoursForm",
    "LinkCommentForm",
    "LinkDateForm",
    "LinkDoneForm",
    "OpenForm",
    "OwnerForm",
    "ProcedureForm",
    "ReasonForm",
    "ReviewForm",
    "StepForm",
    "StepRows",
]
