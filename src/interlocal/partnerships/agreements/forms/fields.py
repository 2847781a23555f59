"""What several forms share: days, lines of text, choices of records, and the source of a fact."""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import SOURCE_FIELDS, Source


class DayInput(forms.DateInput):
    """The browser's own date field."""

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


def record_field(
    label: Any, rows: "QuerySet[Any]", *, empty: Any = None, required: bool = True, hint: Any = ""
) -> "forms.ModelChoiceField[Model]":
    """A choice of one record, by public id; ``empty`` names the choice of none."""
    return forms.ModelChoiceField(
        rows,
        label=label,
        required=required,
        help_text=hint,
        to_field_name="public_id",
        empty_label=empty or _("Choose"),
    )


class SourcedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form for a sourced fact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_title"].help_text = _(
            "The document that says so. What has no source must be marked as made up for the sample."
        )

    def source(self) -> Source:
        """Return the source that was typed."""
        return Source.of(self.cleaned_data)

    def facts(self) -> dict[str, Any]:
        """Return the clean values apart from the source."""
        return {name: value for name, value in self.cleaned_data.items() if name not in SOURCE_FIELDS}
