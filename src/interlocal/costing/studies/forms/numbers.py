"""Numbers as they were typed."""

from django import forms


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
