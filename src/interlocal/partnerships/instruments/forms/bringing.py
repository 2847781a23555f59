"""A text, pasted or uploaded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BringForm(forms.Form):
    """A file or a pasted text: one of the two."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        help_text=_("Plain text, Word (.docx) or a PDF whose text can be selected; at most 5 MB."),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        cleaned = super().clean() or {}
        has_file, has_text = bool(cleaned.get("upload")), bool((cleaned.get("text") or "").strip())
        if has_file and has_text:
            self.add_error("text", _("Choose a file or paste a text, not both: take one of them out."))
        elif not has_file and not has_text and not self.errors:
            self.add_error("upload", _("Choose a file, or paste the text below."))
        return cleaned


class RereadForm(forms.Form):
    """The text itself, where the reader was led astray by its layout."""

    text = forms.CharField(label=_("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 30}))
