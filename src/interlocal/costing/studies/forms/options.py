"""Forms about options, their amounts and ways of sharing."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.numbers import DollarsField, keep_typed
from interlocal.costing.studies.models import (
    Assumptions,
    Line,
    Option,
    OptionKind,
    OptionPart,
    PartKind,
    StudyCity,
)

CENTS = 100
FACTS = ("years", "discount", "growth_low", "growth_likely", "growth_high", "seed", "draws", "sobol")


class CityChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of a city of the study, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the city."""
        return str(obj.jurisdiction.name)


class AssumptionsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is taken for granted of the years ahead."""

    class Meta:
        model = Assumptions
        fields = FACTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_typed(self)


class OptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One way of doing it together."""

    class Meta:
        model = Option
        fields = ("title", "kind", "phase_in")

    kind = forms.ChoiceField(label=_("Who runs it"), choices=OptionKind.choices, widget=forms.RadioSelect())
    field_order = ("title", "kind", "lead", "phase_in")

    def __init__(self, *args: Any, cities: QuerySet[StudyCity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"] = CityChoice(
            cities,
            label=_("Lead city"),
            required=False,
            to_field_name="public_id",
            empty_label=_("None"),
            help_text=_("Only where one city runs it."),
        )
        self.order_fields(self.field_order)


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """One amount of an option."""

    kind = forms.ChoiceField(label=_("What it is"), choices=PartKind.choices, widget=forms.RadioSelect())
    amount = DollarsField(
        label=_("Amount in dollars"),
        required=False,
        min_value=Decimal(0),
        max_digits=14,
        decimal_places=2,
        help_text=_("A year; for each unit or step where it follows a volume; once for moving."),
    )

    class Meta:
        model = OptionPart
        fields = ("kind", "name", "size", "saving", "low", "high", "last_year", "source")
        help_texts = {
            "size": _("Only for steps: such as 40 trucks for each mechanic."),
            "saving": _("Only where today's cost goes on, less a saving."),
            "low": _("How far off the amount may be: such as 90, when it could be a tenth less."),
            "high": _("Such as 125, when it could be a quarter more."),
            "last_year": _("Only for grants; empty: it does not end."),
        }

    field_order = ("kind", "name", "amount", "driver", "size", "saving", "low", "high", "last_year", "source")

    def __init__(self, *args: Any, volumes: QuerySet[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["driver"] = forms.ModelChoiceField(
            volumes,
            label=_("Volume that it follows"),
            required=False,
            to_field_name="public_id",
            empty_label=_("None"),
        )
        self.order_fields(self.field_order)
        keep_typed(self)

    def facts(self) -> dict[str, Any]:
        """Return the clean values with the amount in cents."""
        facts = dict(self.cleaned_data)
        amount = facts.pop("amount")
        return {**facts, "amount_cents": None if amount is None else int(amount * CENTS)}
