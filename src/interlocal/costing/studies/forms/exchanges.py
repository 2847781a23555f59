"""The form of hours that one city lends another."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.numbers import DollarsField, keep_typed
from interlocal.costing.studies.forms.options import CENTS, CityChoice
from interlocal.costing.studies.models import Exchange, Line, StudyCity

AN_HOUR = ("cost", "saves", "price")


def _dollars(label: Any, help_text: Any) -> DollarsField:
    return DollarsField(
        label=label,
        required=False,
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
        help_text=help_text,
    )


class ExchangeForm(forms.ModelForm):  # type: ignore[type-arg]
    """Hours a year from one city to another, what they cost and save, and their price."""

    cost = _dollars(
        _("What an hour costs the city that lends, in dollars"),
        _("Empty: its signed pay over the hours of its positions."),
    )
    saves = _dollars(
        _("What an hour saves the city that borrows, in dollars"),
        _("Empty: its own signed pay over the hours of its positions. Overtime or an agency may cost more."),
    )
    price = _dollars(_("Price of an hour, in dollars"), _("Empty: what it costs the city that lends."))

    class Meta:
        model = Exchange
        fields = ("hours", "full_time", "low", "high", "source")
        help_texts = {
            "low": _("How many of the hours it may come to: such as 80, when it could be a fifth less."),
            "high": _("Such as 120, when it could be a fifth more."),
        }

    field_order = (
        *("giver", "receiver", "hours", "staff", "pay", "full_time", "cost", "saves", "price"),
        *("low", "high", "source"),
    )

    def __init__(
        self,
        *args: Any,
        cities: QuerySet[StudyCity],
        staff: QuerySet[Line],
        pay: QuerySet[Line],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("giver", _("City that lends")), ("receiver", _("City that borrows"))):
            self.fields[name] = CityChoice(
                cities, label=label, to_field_name="public_id", empty_label=_("Choose")
            )
        for name, label, lines in (
            ("staff", _("Line of the positions"), staff),
            ("pay", _("Line of their pay and benefits"), pay),
        ):
            self.fields[name] = forms.ModelChoiceField(
                lines, label=label, to_field_name="public_id", empty_label=_("Choose")
            )
        self.order_fields(self.field_order)
        keep_typed(self)

    def facts(self) -> dict[str, Any]:
        """Return the clean values with dollars an hour in cents."""
        facts = dict(self.cleaned_data)
        for name in AN_HOUR:
            amount = facts.pop(name)
            facts[f"{name}_cents"] = None if amount is None else int(amount * CENTS)
        return facts
