"""The filters of the list of entries."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.audit.queries import Wanted, actions_taken, kinds_acted_on
from interlocal.foundation.audit.words import action_words, kind_words, room_of
from interlocal.web.public import PeriodForm


class WantedForm(PeriodForm):
    """Who, what, which record, and when."""

    person = forms.CharField(
        label=_("Person"), required=False, help_text=_("Name or e-mail; “system” for what no person did.")
    )
    action = forms.ChoiceField(label=_("Action"), required=False)
    kind = forms.ChoiceField(label=_("Kind of record"), required=False)
    # Set by the links of an entry, shown as a chip: nobody types an id.
    record = forms.CharField(label=_("Record's id"), required=False, max_length=64, widget=forms.HiddenInput)
    field_order = ("person", "action", "kind", "record", "from_on", "until_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions, kinds = self.fields["action"], self.fields["kind"]
        assert isinstance(actions, forms.ChoiceField)
        assert isinstance(kinds, forms.ChoiceField)
        named = [(action, f"{action_words(action)} ({room_of(action)})") for action in actions_taken()]
        actions.choices = [("", _("Every action")), *named]
        kinds.choices = [("", _("Every kind")), *((kind, kind_words(kind)) for kind in kinds_acted_on())]

    def wanted(self) -> Wanted:
        """Return what is asked for; everything when the form is empty or wrong."""
        return Wanted(**self.cleaned_data) if self.is_bound and self.is_valid() else Wanted()
