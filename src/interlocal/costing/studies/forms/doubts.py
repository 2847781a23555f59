"""Forms about what is in doubt, and what moves together."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.numbers import keep_typed
from interlocal.costing.studies.models import Line, Range, StudyCity, Tie


class RangeForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a volume grows, or what a city brings."""

    class Meta:
        model = Range
        fields = ("low", "likely", "high", "follows", "source")
        help_texts = {
            "low": _(
                "Of a volume: growth a year, such as -1 or 2. Of a city: the part of its service that it "
                "brings, such as 60."
            ),
            "follows": _(
                "Only of a volume: such as 60, when three fifths of what cities pay today are paid by the "
                "unit. 0: what they pay alone does not move with it."
            ),
        }

    field_order = ("what", "low", "likely", "high", "follows", "source")

    def __init__(
        self, *args: Any, volumes: Sequence[Line], cities: Sequence[StudyCity], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._lines = {f"line:{line.public_id}": line for line in volumes}
        self._cities = {f"city:{city.public_id}": city for city in cities}
        self.fields["what"] = forms.ChoiceField(
            label=_("What is in doubt"),
            choices=[
                ("", _("Choose")),
                (_("Growth of a volume"), [(key, line.name) for key, line in self._lines.items()]),
                (
                    _("Take-up of a city"),
                    [(key, city.jurisdiction.name) for key, city in self._cities.items()],
                ),
            ],
        )
        self.order_fields(self.field_order)
        keep_typed(self)

    def facts(self) -> dict[str, Any]:
        """Return the clean values, with the volume or the city that was chosen."""
        facts = dict(self.cleaned_data)
        what = facts.pop("what")
        return {
            **facts,
            "follows": facts["follows"] or 0,
            "line": self._lines.get(what),
            "city": self._cities.get(what),
        }


class TieForm(forms.ModelForm):  # type: ignore[type-arg]
    """Two figures in doubt that tend to move together."""

    class Meta:
        model = Tie
        fields = ("rank", "source")
        help_texts = {
            "rank": _(
                "Between -1 and 1: 0.6 when both tend to be high together, -0.6 when one tends to be high "
                "where the other is low."
            )
        }

    field_order = ("one", "other", "rank", "source")

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), *((name, name) for name in names)]
        self.fields["one"] = forms.ChoiceField(label=_("One figure"), choices=choices)
        self.fields["other"] = forms.ChoiceField(label=_("The other"), choices=choices)
        self.order_fields(self.field_order)
        keep_typed(self)

    def facts(self) -> dict[str, Any]:
        """Return the clean values."""
        return dict(self.cleaned_data)
