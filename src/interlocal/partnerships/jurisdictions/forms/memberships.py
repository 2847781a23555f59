"""Forms for beginning, correcting and ending memberships."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.forms.fields import DayInput, SourcedForm
from interlocal.partnerships.jurisdictions.models import Membership
from interlocal.partnerships.jurisdictions.rules import SOURCE_FIELDS


class MembershipForm(SourcedForm):
    """Begins a membership."""

    class Meta:
        model = Membership
        fields = ("role", "starts_on", "note", *SOURCE_FIELDS)
        widgets = {
            "starts_on": DayInput(),
            "source_on": DayInput(),
            "note": forms.Textarea(attrs={"rows": 3}),
        }


class CorrectMembershipForm(SourcedForm):
    """Gives a membership the start date and source that became known."""

    class Meta:
        model = Membership
        fields = ("starts_on", "note", *SOURCE_FIELDS)
        widgets = MembershipForm.Meta.widgets


class EndMembershipForm(forms.Form):
    """Ends a membership."""

    ends_on = forms.DateField(label=_("Last day"), widget=DayInput())
    note = forms.CharField(label=_("Why it ends"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
