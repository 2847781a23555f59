"""What a person types in."""

from interlocal.partnerships.instruments.forms.adopting import AdoptionForm, DutyForm, duty_forms
from interlocal.partnerships.instruments.forms.bringing import BringForm, RereadForm
from interlocal.partnerships.instruments.forms.correcting import CorrectionForm, FilingForm
from interlocal.partnerships.instruments.forms.deviations import DecideForm, EndForm
from interlocal.partnerships.instruments.forms.recording import InstrumentForm, RegisterForm, StatementForm
from interlocal.partnerships.instruments.forms.steps import STEP_FORMS, StepForm
from interlocal.partnerships.instruments.forms.templates import TemplateForm

__all__ = [
    "STEP_FORMS",
    "AdoptionForm",
    "BringForm",
    "CorrectionForm",
    "DecideForm",
    "DutyForm",
    "EndForm",
    "FilingForm",
    "InstrumentForm",
    "RegisterForm",
    "RereadForm",
    "StatementForm",
    "StepForm",
    "TemplateForm",
    "duty_forms",
]
