"""A rule's refusal, shown where the person typed."""

from django.forms import BaseForm

from interlocal.kernel.exceptions import Refusal


def refuse_form(form: BaseForm, refusal: Refusal) -> None:
    """Add the refusal to ``form``, at its field where the form has it; what was typed is kept."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, str(refusal))
