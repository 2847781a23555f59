"""Forms that choose what is laid side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PairForm(forms.Form):
    """Chooses two of several; each choice is a key and its name."""

    one = forms.ChoiceField(label=_("Before"))
    other = forms.ChoiceField(label=_("After"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)
