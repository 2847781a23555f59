"""Forms about polls of intent."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.studies import DayInput
from interlocal.costing.studies.models import AnswerKind, StudyCity


class CityChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of cities of the study, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name of the city."""
        return str(obj.jurisdiction.name)


class TermsForm(forms.Form):
    """Chooses what cities are asked about: an option and a way of sharing, by their names."""

    option = forms.ChoiceField(label=_("Option"))
    share = forms.ChoiceField(label=_("Way of sharing"))

    def __init__(self, *args: Any, options: Iterable[str], shares: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, titles in (("option", options), ("share", shares)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Choose")), *((title, title) for title in dict.fromkeys(titles))]


class PollForm(TermsForm):
    """Asks cities whether they would join."""

    due_on = forms.DateField(
        label=_("Answer by"),
        required=False,
        widget=DayInput(),
        help_text=_("Each city's manager is told by mail, and reminded until the city has answered."),
    )
    words = forms.CharField(
        label=_("What you say with it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Such as what follows when enough cities would join."),
    )
    field_order = ("option", "share", "cities", "due_on", "words")

    def __init__(self, *args: Any, cities: Sequence[StudyCity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = StudyCity.objects.filter(pk__in=[city.pk for city in cities])
        self.fields["cities"] = CityChoices(
            rows.select_related("jurisdiction"),
            label=_("Cities that are asked"),
            to_field_name="public_id",
            widget=forms.CheckboxSelectMultiple(),
            help_text=_("What each pays is worked out for these cities together. Only who has signed."),
        )
        self.order_fields(self.field_order)


class IntentForm(forms.Form):
    """Answers for a city."""

    kind = forms.ChoiceField(label=_("Answer"), choices=AnswerKind.choices, widget=forms.RadioSelect())
    condition = forms.CharField(
        label=_("If"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Only with “We would join if …”: such as “if the county takes part”."),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )


class SureForm(forms.Form):
    """Asks for nothing but the button."""
