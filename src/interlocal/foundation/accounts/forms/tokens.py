"""A token for a program."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """What a token is for, how long it lasts, and whether it may change anything."""

    DAYS: ClassVar = [("30", _("30 days")), ("90", _("90 days")), ("365", _("A year"))]

    name = forms.CharField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("Such as “Budget spreadsheet” or “Finance export”."),
    )
    days = forms.TypedChoiceField(
        label=_("How long it lasts"), coerce=int, choices=DAYS, initial="90", widget=forms.RadioSelect
    )
    may_write = forms.BooleanField(
        label=_("It may also change what I may change"),
        required=False,
        help_text=_("Without this it only reads."),
    )
