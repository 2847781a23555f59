"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from interlocal.partnerships.agreements.forms.changes import (
    CallOffForm,
    EffectiveDayForm,
    JoinForm,
    WithdrawForm,
)
from interlocal.partnerships.agreements.forms.content import (
    AmountForm,
    ClauseForm,
    DocumentForm,
    WindowForm,
)
from interlocal.partnerships.agreements.forms.keeping import (
    AddForm,
    AgreementForm,
    EndForm,
    OptionForm,
)
from interlocal.partnerships.agreements.forms.parties import (
    InstrumentForm,
    PartyDaysForm,
    PartyForm,
    SignatureForm,
)
from interlocal.partnerships.agreements.forms.wanted import DaysForm, FilterForm

__all__ = [
    "AddForm",
    "AgreementForm",
    "AmountForm",
    "CallOffForm",
    "ClauseForm",
    "DaysForm",
    "DocumentForm",
    "EffectiveDayForm",
    "EndForm",
    "FilterForm",
    "InstrumentForm",
    "JoinForm",
    "OptionForm",
    "PartyDaysForm",
    "PartyForm",
    "SignatureForm",
    "WindowForm",
    "WithdrawForm",
]
