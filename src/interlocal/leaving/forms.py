"""Asking for an archive."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.leaving.queries.archives import cities_for, may_take_all
from interlocal.partnerships.jurisdictions.public import Jurisdiction

WHOLE = "whole"


class ArchiveForm(forms.Form):
    """Whose records: those of the whole partnership, or of one jurisdiction, as far as the person may."""

    whose = forms.ChoiceField(label=_("Whose records"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._cities = {city.public_id: city for city in cities_for(user)}
        choices: list[tuple[Any, Any]] = [(WHOLE, _("The whole partnership"))] if may_take_all(user) else []
        choices += [(public_id, city.name) for public_id, city in self._cities.items()]
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]
        self.only = str(choices[0][1]) if len(choices) == 1 else ""
        if self.only:
            self.fields["whose"].widget = forms.HiddenInput()
            self.fields["whose"].initial = choices[0][0]

    @property
    def city(self) -> Jurisdiction | None:
        """The jurisdiction chosen, or none for the whole partnership."""
        return self._cities.get(self.cleaned_data["whose"])
