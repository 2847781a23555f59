"""What training contacts and coordinators type in about those who take part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.forms.public_taking_part import PersonFields
from interlocal.programs.training.models import Application


class NominateForm(forms.Form):
    """Nominates, at a place in the city's own order."""

    rank = forms.IntegerField(
        label=_("Place in your city's order"),
        min_value=1,
        max_value=9999,
        help_text=_("1 gets a seat first."),
    )


class DirectForm(PersonFields):
    """Nominates somebody who did not apply."""

    has_agreed = forms.BooleanField(
        label=_("The supervisor has told me that they agree: do not ask them by mail"), required=False
    )

    def __init__(self, *args: Any, cities: list[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"] = forms.ModelChoiceField(
            Jurisdiction.objects.filter(pk__in=[city.pk for city in cities]).order_by("name"),
            to_field_name="public_id",
            label=_("City"),
            initial=cities[0].public_id if len(cities) == 1 else None,
        )
        self.fields["needs"].label = _("What they need to take part")
        self.order_fields(("name", "email", "jurisdiction", "job_title", "supervisor_name"))


class SubstituteForm(forms.Form):
    """Chooses who takes the seat."""

    replacement = forms.ModelChoiceField(
        Application.objects.none(), to_field_name="public_id", label=_("Who takes the seat")
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replacement"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = candidates


class AddressForm(forms.Form):
    """Corrects an address to which mail does not arrive."""

    email = forms.EmailField(label=_("Right address"))


class MentorForm(forms.Form):
    """Names who accompanies a learner."""

    name = forms.CharField(label=_("Mentor's name"), max_length=120)
    email = forms.EmailField(label=_("Mentor's e-mail"))
