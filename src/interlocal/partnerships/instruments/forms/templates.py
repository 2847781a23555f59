"""A clerk's Word template."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """A Word file with fields."""

    upload = forms.FileField(
        label=_("Word template"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("A .docx with fields in double braces, such as {{ title }}; at most 5 MB."),
        error_messages={"required": _("Choose the Word file.")},
    )
