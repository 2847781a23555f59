"""Forms about signing a result."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.intent import TermsForm
from interlocal.costing.studies.forms.studies import DayInput


class SignOffForm(TermsForm):
    """Asks the cities to sign."""

    due_on = forms.DateField(
        label=_("Sign by"),
        required=False,
        widget=DayInput(),
        help_text=_(
            "Each city's manager is told by mail, and reminded until the city has signed or declined."
        ),
    )
    words = forms.CharField(
        label=_("What you say with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )


class SignForm(forms.Form):
    """Signs a result for a city."""

    name = forms.CharField(label=_("Name of whoever signs"), max_length=120)
    office = forms.CharField(label=_("Office"), max_length=120, help_text=_("Such as “City manager”."))
