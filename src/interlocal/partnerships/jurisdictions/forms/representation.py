"""Forms for who speaks for a jurisdiction."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.forms.fields import DayInput


class RepresentativeForm(forms.Form):
    """Names a representative or a substitute: somebody with an account here, or a name."""

    user = forms.ModelChoiceField(
        label=_("Person with an account"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: write a name below"),
    )
    name = forms.CharField(label=_("Name of a person without an account"), max_length=150, required=False)
    office = forms.CharField(label=_("Office"), max_length=120, help_text=_("Such as “City Manager”."))
    email = forms.EmailField(label=_("E-mail at work"), required=False)
    phone = forms.CharField(label=_("Phone at work"), max_length=40, required=False)
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    ends_on = forms.DateField(
        label=_("Until"), widget=DayInput(), required=False, help_text=_("Leave empty when no end is known.")
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class EndRepresentationForm(forms.Form):
    """Ends a representation."""

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())


class OnDateForm(forms.Form):
    """Chooses the day to look at."""

    on = forms.DateField(label=_("On the day"), widget=DayInput())
