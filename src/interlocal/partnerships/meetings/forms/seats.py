"""Forms for who sits on a body."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings.forms.fields import DayInput
from interlocal.partnerships.meetings.models import Office


class SubstituteForm(forms.Form):
    """Names who stands in: somebody with an account here, or a name."""

    user = forms.ModelChoiceField(
        label=_("Person with an account"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: write a name below"),
    )
    name = forms.CharField(label=_("Name of a person without an account"), max_length=150, required=False)
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("Such as “City Manager”.")
    )
    starts_on = forms.DateField(label=_("From"), widget=DayInput())
    ends_on = forms.DateField(
        label=_("Until"), widget=DayInput(), required=False, help_text=_("Leave empty when no end is known.")
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class SeatForm(SubstituteForm):
    """Gives somebody a seat."""

    jurisdiction = forms.ModelChoiceField(
        label=_("Speaks for"),
        queryset=Jurisdiction.objects.all(),
        required=False,
        empty_label=_("No jurisdiction"),
    )
    office = forms.ChoiceField(label=_("Sits as"), choices=Office.choices, initial=Office.MEMBER)
    has_vote = forms.BooleanField(label=_("Has a vote"), required=False, initial=True)
    weight = forms.IntegerField(
        label=_("Weight of the vote"),
        min_value=1,
        initial=1,
        help_text=_("Counts only where the body's votes are weighted."),
    )

    field_order = ("user", "name", "title", "jurisdiction", "office", "has_vote", "weight")


class EndForm(forms.Form):
    """Ends something on its last day."""

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())
