"""What is asked of the register and of the notices."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.agreements.models import AgreementState
from interlocal.partnerships.agreements.queries import Wanted
from interlocal.partnerships.jurisdictions.public import Jurisdiction

DAYS_AHEAD = 180


class FilterForm(forms.Form):
    """Narrows the register down."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    party = forms.ChoiceField(label=_("Party"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *AgreementState.choices]
    )

    def __init__(self, *args: Any, parties: list[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        party = self.fields["party"]
        assert isinstance(party, forms.ChoiceField)
        party.choices = [("", _("All")), *((one.public_id, one.name) for one in parties)]

    def wanted(self, query: QueryDict) -> Wanted:
        """Return what the address asks for; what cannot be is left out."""
        self.is_valid()
        clean = self.cleaned_data
        return Wanted(
            words=clean.get("q", ""),
            party=clean.get("party", ""),
            state=clean.get("state", ""),
            sort=query.get("sort", ""),
        )


class DaysForm(forms.Form):
    """Asks how far ahead to look for notices."""

    days = forms.IntegerField(
        label=_("In the next days"),
        min_value=0,
        max_value=3660,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )

    def days_ahead(self) -> int:
        """Return the days asked for, half a year where nothing sensible was."""
        return int(self.cleaned_data["days"]) if self.is_bound and self.is_valid() else DAYS_AHEAD
