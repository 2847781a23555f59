"""What a person types in."""

from interlocal.partnerships.instruments.forms.adopting import AdoptionForm, DutyForm, duty_forms
from interlocal.partnerships.instruments.forms.bringing import BringForm, RereadForm
from interlocal.partnerships.instruments.forms.correcting import CorrectionForm, FilingForm
from interlocal.partnerships.instruments.forms.recording import InstrumentForm, RegisterForm, StatementForm

__all__ = [
    "AdoptionForm",
    "BringForm",
    "CorrectionForm",
    "DutyForm",
    "FilingForm",
    "InstrumentForm",
    "RegisterForm",
    "RereadForm",
    "StatementForm",
    "duty_forms",
]
