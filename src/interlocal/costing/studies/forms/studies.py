"""Forms about a study, its cities and its lines."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.actions.studies import FACTS
from interlocal.costing.studies.models import CityStand, Line, Study
from interlocal.partnerships.initiatives.public import Initiative
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Narrows the studies down."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)


class StudyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a study is about."""

    class Meta:
        model = Study
        fields = FACTS
        widgets = {
            "service": forms.Textarea({"rows": 3}),
            "better": forms.Textarea({"rows": 3}),
            "goals": forms.Textarea({"rows": 4}),
            "goals_agreed_on": DayInput(),
            "baselines_due_on": DayInput(),
            "drafts": forms.RadioSelect(),
            "answers": forms.RadioSelect(),
        }

    def __init__(self, *args: Any, initiatives: QuerySet[Initiative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["initiative"] = forms.ModelChoiceField(
            initiatives,
            label=_("Initiative"),
            required=False,
            to_field_name="public_id",
            empty_label=_("None"),
            help_text=_("What the study is for."),
        )
        self.fields["base_year"] = forms.IntegerField(
            label=_("Year of the figures"),
            help_text=_("All cities give their figures of this fiscal year."),
            widget=forms.NumberInput({"inputmode": "numeric"}),
        )


class CityForm(forms.Form):
    """Puts a city into a study."""

    stand = forms.ChoiceField(
        label=_("Part"), choices=CityStand.choices, initial=CityStand.PART, widget=forms.RadioSelect()
    )

    field_order = ("city", "stand")

    def __init__(self, *args: Any, cities: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["city"] = forms.ModelChoiceField(
            cities, label=_("City"), to_field_name="public_id", empty_label=_("Choose")
        )
        self.order_fields(self.field_order)


class LineForm(forms.ModelForm):  # type: ignore[type-arg]
    """One line that every city fills."""

    class Meta:
        model = Line
        fields = ("kind", "name", "unit", "meaning", "is_required", "is_size")
        widgets = {"meaning": forms.Textarea({"rows": 2})}


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea({"rows": 3}))
