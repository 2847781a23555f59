"""The error summary of a form."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ErrorLine:
    """What is wrong, and the element to go to (empty when it concerns the whole form)."""

    text: str
    target: str = ""


def error_lines_of(form: forms.BaseForm | None) -> tuple[ErrorLine, ...]:
    """Return the errors of a form in the order of its page: of the whole first, then field by field."""
    if form is None or not form.is_bound or not form.errors:
        return ()
    whole = [ErrorLine(str(error)) for error in form.non_field_errors()]
    hidden = [
        ErrorLine(_("(Hidden field %(name)s) %(error)s") % {"name": field.name, "error": error})
        for field in form.hidden_fields()
        for error in field.errors
    ]
    shown = [
        ErrorLine(f"{field.label}: {error}", _target(field))
        for field in form.visible_fields()
        for error in field.errors
    ]
    return (*whole, *hidden, *shown)


def _target(field: BoundField) -> str:
    # A group of radio buttons or checkboxes has no element of its own to type in: go to its first choice.
    return str(field.id_for_label or (f"{field.auto_id}_0" if field.auto_id else ""))
