"""Fields that several forms share: days, words, hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """The browser's own date field: typed or picked, in the reader's order of day and month."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day that is typed or picked."""
    return forms.DateField(label=label, required=required, help_text=hint, widget=DayInput())


def words_field(label: Any, *, required: bool = True, hint: Any = "", rows: int = 3) -> forms.CharField:
    """A few lines of text."""
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=4000, widget=area)


def hours_field() -> forms.DecimalField:
    """Hours of work, in quarters where one counts so."""
    return forms.DecimalField(
        label=_("Hours of work"),
        required=False,
        max_digits=7,
        decimal_places=2,
        help_text=_("Staff time that it took. Leave empty when nobody counts it."),
        widget=forms.NumberInput({"inputmode": "decimal", "step": "0.25", "min": "0"}),
    )
