"""Numbers as they were typed."""

import re
from typing import Any

from django import forms

_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")


class DollarsField(forms.DecimalField):
    """Dollars as people write them: ``41,200``, ``$41,200.50`` or ``41200``."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Return the amount; commas count only where they part thousands."""
        text = re.sub(r"[\s$]", "", value) if isinstance(value, str) else value
        if isinstance(text, str) and _GROUPED.fullmatch(text):
            text = text.replace(",", "")
        return super().to_python(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let a phone show its number pad."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        """Return an amount without cents that are nothing."""
        whole = isinstance(value, int | float) or hasattr(value, "as_tuple")
        return f"{value:.2f}".removesuffix(".00") if whole and value is not None else value


def keep_typed(form: forms.BaseForm) -> None:
    """Let every number of a form be typed as text.

    A browser sends nothing for a number field that holds "80 %" or "about 40": what was typed would be gone
    when the form is refused.
    """
    for field in form.fields.values():
        if type(field.widget) is forms.NumberInput:
            field.widget = forms.TextInput({"inputmode": "text" if _may_be_negative(field) else "decimal"})
            field.widget.is_required = field.required
            field.widget.is_localized = field.localize


def _may_be_negative(field: forms.Field) -> bool:
    """A phone's number pad has no minus."""
    least = getattr(field, "min_value", None)
    return least is None or least < 0
