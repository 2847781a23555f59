"""What several forms share: days, hours of the day, weekdays."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS


class DayInput(forms.DateInput):
    """The browser's own date field: typed or picked."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


WEEKDAY_CHOICES = [(number, name) for number, name in WEEKDAYS.items()]


def several_lines(rows: int = 3) -> forms.Textarea:
    """A field for a few sentences."""
    return forms.Textarea(attrs={"rows": rows})
