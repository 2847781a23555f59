"""Forms after a course."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.models import CostKind, CostRule


class RevokeForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Why it is revoked"),
        help_text=_("The learner reads this; the public page says only that it is revoked, and since when."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CentsInput(forms.CharField):
    """An amount typed as people write it, income with a minus ("-$1,200"); clean, it is integer cents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput({"inputmode": "text"}), **kwargs)

    def clean(self, value: Any) -> int:
        """Return cents."""
        text = re.sub(r"[\s,$]", "", super().clean(value)).replace("−", "-")
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,2})?", text):
            raise forms.ValidationError(_("Write an amount in dollars, such as 4,120 or -1,200.50."))
        return int(Decimal(text) * 100)


class CostLineForm(forms.Form):
    """One line of the budget or of the actual cost."""

    kind = forms.ChoiceField(label=_("Budget or actual"), choices=CostKind.choices)
    title = forms.CharField(label=_("What for"), max_length=120)
    cents = CentsInput(label=_("Amount in dollars"), help_text=_("Income, such as a grant, is negative."))
    source = forms.CharField(
        label=_("Where the figure is from"), max_length=200, required=False, help_text=_("An invoice, say.")
    )


class CostRuleForm(forms.Form):
    """How the cities share the cost."""

    rule = forms.ChoiceField(
        label=_("The cost is shared"), choices=CostRule.choices, widget=forms.RadioSelect
    )
    formula = forms.CharField(
        label=_("Formula"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "It may ask for seats, hours, completed and population of each member, and for the cost of all."
        ),
    )


class CloseOutForm(forms.Form):
    """Closing out: whoever has no record was not there."""

    without_record = forms.BooleanField(
        label=_("Whoever has no record of a session was not there"), required=False
    )


class StaffFigureForm(forms.Form):
    """What HR counts for a year."""

    jurisdiction = forms.ModelChoiceField(label=_("City"), queryset=Jurisdiction.objects.none())
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    employees = forms.IntegerField(
        label=_("Employees on average"), min_value=1, max_value=1_000_000, help_text=_("Of the whole city.")
    )
    left = forms.IntegerField(label=_("Of them left during the year"), min_value=0, max_value=1_000_000)
    employees_of_trained = forms.IntegerField(
        label=_("Employees on average whose supervisor completed a course"), min_value=0, max_value=1_000_000
    )
    left_of_trained = forms.IntegerField(
        label=_("Of these left during the year"), min_value=0, max_value=1_000_000
    )

    def __init__(self, *args: Any, cities: "QuerySet[Jurisdiction]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jurisdiction"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = cities
