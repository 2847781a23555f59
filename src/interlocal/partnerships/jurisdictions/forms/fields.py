"""What several forms share: days, and the source of a fact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.rules import SOURCE_FIELDS, Source


class DayInput(forms.DateInput):
    """The browser's own date field: typed or picked, in the reader's order of day and month."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class SourcedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form for a sourced fact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_title"].help_text = _(
            "The document that says so. What has no source must be marked as made up for the sample."
        )
        selects: list[Any] = [one for one in self.fields.values() if isinstance(one, forms.TypedChoiceField)]
        for select in selects:
            if select.required:
                select.choices = [(value, label if value else _("Choose")) for value, label in select.choices]

    def source(self) -> Source:
        """Return the source that was typed."""
        return Source.of(self.cleaned_data)

    def facts(self) -> dict[str, Any]:
        """Return the clean values apart from the source."""
        return {name: value for name, value in self.cleaned_data.items() if name not in SOURCE_FIELDS}
