"""Forms after a course."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RevokeForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Why it is revoked"),
        help_text=_("The learner reads this; the public page says only that it is revoked, and since when."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
