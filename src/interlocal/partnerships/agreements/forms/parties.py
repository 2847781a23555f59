"""Forms for who is bound, and by which act."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.agreements.forms.fields import day_field, record_field, words_field
from interlocal.partnerships.instruments.public import Instrument
from interlocal.partnerships.jurisdictions.public import Jurisdiction


class PartyDaysForm(forms.Form):
    """Corrects from when until when a jurisdiction is a party."""

    joined_on = day_field(
        _("Party from"), required=False, hint=_("Leave it empty when the day is not known.")
    )
    left_on = day_field(_("Last day as a party"), required=False)
    note = words_field(_("Note"), required=False)


class PartyForm(forms.Form):
    """Adds a party."""

    jurisdiction = record_field(_("Jurisdiction"), Jurisdiction.objects.all())
    joined_on = day_field(
        _("Party from"), required=False, hint=_("Leave it empty when the day is not known.")
    )
    note = words_field(_("Note"), required=False)


class SignatureForm(forms.Form):
    """Records a signature."""

    signed_on = day_field(_("Signed on"))
    office = forms.CharField(
        label=_("Office that signed"), max_length=120, help_text=_("Such as “Mayor” or “City Manager”.")
    )


class InstrumentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice of instruments by designation, bill and title."""

    def label_from_instance(self, instrument: Instrument) -> str:
        """Return how one instrument reads in the list."""
        bill = _("bill %(number)s") % {"number": instrument.bill_number} if instrument.bill_number else ""
        parts = (instrument.designation, bill, instrument.title)
        return " · ".join(str(part) for part in parts if part)[:160]


class InstrumentForm(forms.Form):
    """Links the instrument by which the governing body adopted the agreement."""

    instrument = InstrumentChoice(
        Instrument.objects.none(), label=_("Instrument"), to_field_name="public_id", empty_label=_("Choose")
    )

    def __init__(self, *args: Any, instruments: QuerySet[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = instruments
