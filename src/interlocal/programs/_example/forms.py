"""What a person types in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs._example.models import Loan


class LoanForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new loan."""

    class Meta:
        model = Loan
        fields = ("equipment", "lender", "borrower", "lent_on")
        widgets = {"lent_on": forms.DateInput(attrs={"type": "date"})}

    def __init__(
        self, *args: Any, lenders: list[Jurisdiction], borrowers: list[Jurisdiction], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("lender", lenders), ("borrower", borrowers)):
            self.fields[name] = forms.ModelChoiceField(
                Jurisdiction.objects.filter(pk__in=[choice.pk for choice in choices]),
                to_field_name="public_id",
                label=_("Lender") if name == "lender" else _("Borrower"),
            )


class ReturnForm(forms.Form):
    """The day on which equipment came back."""

    returned_on = forms.DateField(label=_("Returned on"), widget=forms.DateInput(attrs={"type": "date"}))
