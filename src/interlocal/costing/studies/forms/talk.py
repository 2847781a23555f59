"""Forms about what is said of a study."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.costing.studies.forms.options import CityChoice
from interlocal.costing.studies.models import Option, StudyCity
from interlocal.costing.studies.rules import LONGEST_REMARK


class WordsForm(forms.Form):
    """Takes a text."""

    text = forms.CharField(label=_("Comment"), max_length=LONGEST_REMARK, widget=forms.Textarea({"rows": 4}))


class RemarkForm(WordsForm):
    """Comments on the result or an option, or asks a city."""

    field_order = ("text", "option", "to_city")

    def __init__(
        self, *args: Any, options: QuerySet[Option], cities: QuerySet[StudyCity], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"] = forms.ModelChoiceField(
            options,
            label=_("About"),
            required=False,
            to_field_name="public_id",
            empty_label=_("The result as a whole"),
        )
        self.fields["to_city"] = CityChoice(
            cities,
            label=_("A question to"),
            required=False,
            to_field_name="public_id",
            empty_label=_("Nobody in particular"),
            help_text=_("The city finds it among what needs it, until somebody closes it."),
        )
        self.order_fields(self.field_order)
