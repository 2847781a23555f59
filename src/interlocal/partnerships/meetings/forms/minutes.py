"""Forms for minutes: a paragraph, and the words of the text modules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.drafting import MODULES, Block
from interlocal.partnerships.meetings.forms.fields import several_lines


class BlockForm(forms.Form):
    """A paragraph as it should read; ``seen`` is what stood there when it was opened."""

    text = forms.CharField(
        label=_("How it should read"),
        widget=several_lines(6),
        required=False,
        help_text=_("Leave it empty to leave the paragraph out."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args: Any, block: Block, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"text": block.text, "seen": block.text}


class ParagraphForm(forms.Form):
    """A paragraph that the record does not have."""

    text = forms.CharField(label=_("Paragraph"), widget=several_lines(6))
    is_closed = forms.BooleanField(
        label=_("About a closed session"),
        required=False,
        help_text=_("Only those who sit on the body and who keep its record can read it."),
    )


class TextsForm(forms.Form):
    """One field a text module, with the usual words where the body has none of its own."""

    def __init__(self, *args: Any, own: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, module in MODULES.items():
            fields = ", ".join(f"{{{field}}}" for field in module.fields) or str(_("none"))
            self.fields[name] = forms.CharField(
                label=_(module.use),
                widget=several_lines(2),
                required=False,
                max_length=1000,
                initial=own.get(name) or module.words,
                help_text=_("Fields: %(fields)s") % {"fields": fields},
            )
