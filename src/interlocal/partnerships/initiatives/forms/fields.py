"""Fields that several forms share: days, money, places; and the form that asks nothing."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = forms.Textarea(attrs={"rows": 4})
MOST_CENTS = 10**15


class DayInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DollarsField(forms.CharField):
    """An amount typed as people write it ("$41,200"); its clean value is integer cents or ``None``."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal"}))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Return cents."""
        text = super().clean(value).replace(",", "").replace("$", "").strip()
        if not text:
            return None
        try:
            cents = Decimal(text) * 100
            is_whole = cents == int(cents) and abs(cents) < MOST_CENTS
        except (ArithmeticError, ValueError):
            is_whole = False
        if not is_whole:
            raise forms.ValidationError(_("Write an amount in dollars, such as 41,200 or 41,200.50."))
        return int(cents)

    def prepare_value(self, value: Any) -> Any:
        """Show cents as dollars."""
        return f"{value / 100:,.2f}".removesuffix(".00") if isinstance(value, int) else value


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day that is typed or picked."""
    return forms.DateField(label=label, required=required, help_text=hint, widget=DayInput())


def words_field(label: Any, *, required: bool = True, hint: Any = "", rows: int = 3) -> forms.CharField:
    """A few lines of text."""
    area = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, required=required, help_text=hint, max_length=4000, widget=area)


def choose(form: forms.Form, name: str, choices: Any) -> None:
    """Give a choice field of ``form`` its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def places(form: forms.BaseForm, name: str, queryset: Any, *, empty: Any = None) -> None:
    """Let a field of ``form`` choose a record by its public id."""
    former = form.fields[name]
    form.fields[name] = forms.ModelChoiceField(
        queryset,
        label=former.label,
        required=former.required,
        help_text=former.help_text,
        empty_label=empty if empty is not None else _("Choose"),
        to_field_name="public_id",
    )


def without_blank(form: forms.BaseForm, name: str) -> None:
    """Take the empty choice off radio buttons: an answer that nobody can mean."""
    field: Any = form.fields[name]
    field.choices = [choice for choice in field.choices if choice[0]]


class ConfirmForm(forms.Form):
    """Nothing to fill in: a button that does one thing."""
