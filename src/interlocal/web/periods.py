"""A list that is asked for from a day until another."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_WRONG = _("This is no day. Choose one, or write it as 2026-03-10.")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _WRONG},
    )


class PeriodForm(forms.Form):
    """From a day until another, both included; an empty one leaves that end open."""

    from_on = _day(_("From"))
    until_on = _day(_("Until"))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or {}
        from_on, until_on = given.get("from_on"), given.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", _("This day is before the first one. Choose a later day."))
        return given

    @property
    def period(self) -> tuple[date | None, date | None]:
        """The two days that were asked for. Ask a valid form."""
        return self.cleaned_data["from_on"], self.cleaned_data["until_on"]
