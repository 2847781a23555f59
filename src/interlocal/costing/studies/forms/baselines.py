"""Forms about a baseline beside its sheet: a further figure, signing, the next version, questions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Line
from interlocal.costing.studies.queries import WantedCell
from interlocal.web.tables import ValueFault


class CellForm(forms.Form):
    """A further figure of a line, as the city's books name it."""

    label = forms.CharField(
        label=_("Name in our books"), max_length=120, help_text=_("Such as “5100 Salaries, training”.")
    )
    figure = forms.CharField(label=_("Figure"), widget=forms.TextInput({"inputmode": "decimal"}))
    last_year = forms.CharField(
        label=_("A year before"), required=False, widget=forms.TextInput({"inputmode": "decimal"})
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    field_order = ("line",)

    def __init__(self, *args: Any, lines: QuerySet[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"] = forms.ModelChoiceField(
            lines, label=_("Counts as"), to_field_name="public_id", empty_label=_("Choose")
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Read both figures in the unit of their line."""
        clean = super().clean() or self.cleaned_data
        if (line := clean.get("line")) is not None:
            for name in ("figure", "last_year"):
                try:
                    clean[name] = rules.read_figure(clean.get(name, ""), line.holds)
                except ValueFault as fault:
                    self.add_error(name, str(fault))
        return clean

    def wanted(self) -> WantedCell:
        """Return the figure that was typed."""
        clean = self.cleaned_data
        return WantedCell(clean["line"], clean["label"], clean["figure"], clean["last_year"], clean["note"])


class FreezeForm(forms.Form):
    """Signs a baseline."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    office = forms.CharField(
        label=_("Your office"), max_length=120, help_text=_("Such as “Finance director”.")
    )
    is_right = forms.BooleanField(label=_("These are our city's figures, as far as our books show."))

    def signature(self) -> dict[str, str]:
        """Return who signs."""
        return {"name": self.cleaned_data["name"], "office": self.cleaned_data["office"]}


class VersionForm(forms.Form):
    """Begins the next version."""

    reason = forms.CharField(label=_("What has changed"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class QuestionForm(forms.Form):
    """Asks about a figure."""

    text = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class AnswerForm(forms.Form):
    """Answers a question."""

    answer = forms.CharField(label=_("Answer"), max_length=4000, widget=forms.Textarea({"rows": 3}))
