"""What managers type about hours."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.initiatives.forms.fields import (
    DayInput,
    choose,
    day_field,
    places,
    without_blank,
)
from interlocal.partnerships.initiatives.models import Assignment
from interlocal.partnerships.initiatives.queries import MonthLine
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Promises hours. ``key`` keeps a form that is sent twice from promising twice."""

    key = forms.CharField(widget=forms.HiddenInput(), max_length=40)

    class Meta:
        model = Assignment
        fields = ("jurisdiction", "task", "worker", "hours", "per", "starts_on", "ends_on")
        widgets = {
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "per": forms.RadioSelect(),
            "hours": forms.NumberInput({"inputmode": "decimal", "step": "0.25", "min": "0"}),
        }

    def __init__(self, *args: Any, cities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = new_public_id()
        places(self, "jurisdiction", cities)
        without_blank(self, "per")

    def _post_clean(self) -> None:
        """Leave judging to the action, which speaks in words."""


class EndAssignmentForm(forms.Form):
    """Ends a promise."""

    ends_on = day_field(gettext_lazy("Last day"))


class AnswerForForm(forms.Form):
    """Chooses the city to answer for, for who acts for more than a page holds."""

    city = forms.ChoiceField(label=gettext_lazy("Answer for"), required=False)

    def __init__(self, data: Any, *, cities: Sequence[Jurisdiction]) -> None:
        super().__init__(data)
        self.cities = {city.public_id: city for city in cities}
        choose(
            self,
            "city",
            [("", gettext_lazy("No city")), *((key, one.name) for key, one in self.cities.items())],
        )

    def chosen(self) -> list[Jurisdiction]:
        """Return the city that was chosen; nonsense chooses none."""
        self.is_valid()
        found = self.cities.get(self.cleaned_data.get("city", ""))
        return [found] if found else []


class HoursForm(forms.Form):
    """The hours of one month, a field for each promise, filled in with what was promised."""

    def __init__(self, *args: Any, lines: Sequence[MonthLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in lines:
            assignment = line.assignment
            self.fields[assignment.public_id] = forms.DecimalField(
                label=f"{assignment.initiative.title}: {assignment.task}",
                help_text=_("%(worker)s, promised: %(hours)s hours")
                % {"worker": assignment.worker, "hours": f"{line.promised.normalize():f}"},
                min_value=Decimal(0),
                max_digits=6,
                decimal_places=2,
                initial=line.promised if line.given is None else line.given,
                widget=forms.NumberInput({"inputmode": "decimal", "step": "0.25", "min": "0"}),
            )
