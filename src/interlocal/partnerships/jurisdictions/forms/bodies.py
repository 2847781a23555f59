"""Forms for jurisdictions and their figures."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.forms.fields import DayInput, SourcedForm
from interlocal.partnerships.jurisdictions.models import Jurisdiction, JurisdictionFigure
from interlocal.partnerships.jurisdictions.rules import SOURCE_FIELDS


class JurisdictionForm(SourcedForm):
    """Adds a body that can take part."""

    fiscal_year_starts_month = forms.TypedChoiceField(
        label=_("Month in which its fiscal year starts"),
        choices=[("", _("Not known")), *MONTHS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    fiscal_year_starts_day = forms.IntegerField(
        label=_("Day on which its fiscal year starts"), min_value=1, max_value=31, required=False
    )

    class Meta:
        model = Jurisdiction
        fields = (
            "name",
            "formal_name",
            "kind",
            "state",
            "website",
            "governing_body",
            "fiscal_year_starts_month",
            "fiscal_year_starts_day",
            *SOURCE_FIELDS,
        )
        widgets = {"source_on": DayInput()}

    def facts(self) -> dict[str, Any]:
        """The values as the action takes them: the start of the fiscal year is one value."""
        facts = super().facts()
        start = (facts.pop("fiscal_year_starts_month"), facts.pop("fiscal_year_starts_day"))
        return {**facts, "fiscal_year_starts": None if start == (None, None) else start}


class FigureForm(SourcedForm):
    """Records one measure in one year."""

    value = forms.DecimalField(
        label=_("Value"), min_value=Decimal(0), max_digits=18, decimal_places=2, localize=True
    )

    class Meta:
        model = JurisdictionFigure
        fields = ("measure", "year", "value", *SOURCE_FIELDS)
        widgets = {"source_on": DayInput()}
