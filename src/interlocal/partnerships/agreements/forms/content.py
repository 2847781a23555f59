"""Forms for what an agreement says, costs and has attached."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.agreements.forms.fields import (
    DayInput,
    SourcedForm,
    day_field,
    record_field,
)
from interlocal.partnerships.agreements.models import (
    Agreement,
    AnnualAmount,
    ClauseKind,
    NoticeAct,
    NoticeRule,
)
from interlocal.partnerships.jurisdictions.public import SOURCE_FIELDS, Jurisdiction

CENTS = 100


class ClauseForm(forms.Form):
    """Adds or replaces a clause."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=ClauseKind.choices)
    section = forms.CharField(
        label=_("Section"), max_length=40, help_text=_("As the text numbers it, such as “Section 4.2”.")
    )
    text = forms.CharField(
        label=_("Text, word for word"), max_length=20_000, widget=forms.Textarea({"rows": 8})
    )


class WindowForm(forms.Form):
    """Sets a notice window."""

    act_of_notice = forms.ChoiceField(label=_("Notice"), choices=NoticeAct.choices)
    anchor = forms.ChoiceField(label=_("When"), choices=NoticeRule.ANCHORS)
    count = forms.IntegerField(
        label=_("How many days or months"),
        required=False,
        min_value=0,
        max_value=3660,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    unit = forms.ChoiceField(label=_("Days or months"), choices=NoticeRule.UNITS)
    on = day_field(_("Fixed date"), required=False, hint=_("Only for notice by a fixed date."))
    section = forms.CharField(
        label=_("Section"), max_length=40, help_text=_("Where the agreement says so, such as “Section 9”.")
    )

    def values(self) -> dict[str, Any]:
        """The clean values; a count that was left empty is none."""
        return {**self.cleaned_data, "count": self.cleaned_data["count"] or 0}


class AmountForm(SourcedForm):
    """Records what is paid in a year."""

    amount = forms.DecimalField(
        label=_("Amount in dollars"),
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=_("Leave it empty when nobody has published it: unknown is not zero."),
    )

    class Meta:
        model = AnnualAmount
        fields = ("year", "payer", *SOURCE_FIELDS)
        widgets = {"source_on": DayInput()}

    field_order = ("year", "payer", "amount")

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound = Jurisdiction.objects.filter(pk__in=agreement.parties.values("jurisdiction"))
        self.fields["payer"] = record_field(
            _("Who pays"), bound, empty=_("All parties together"), required=False
        )
        self.fields["year"] = forms.IntegerField(label=_("Year"), min_value=1950, max_value=2200)

    def facts(self) -> dict[str, Any]:
        """Return the clean values with the amount in cents."""
        facts = super().facts()
        amount = facts.pop("amount")
        return {**facts, "amount_cents": None if amount is None else int(amount * CENTS)}


class DocumentForm(forms.Form):
    """Attaches a file."""

    title = forms.CharField(label=_("What it is"), max_length=200, help_text=_("Such as “Signed copy”."))
    upload = forms.FileField(label=_("File"))
