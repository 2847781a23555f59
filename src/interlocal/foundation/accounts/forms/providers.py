"""A city's own sign-in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts import rules
from interlocal.kernel.exceptions import Refusal


class ProviderForm(forms.Form):
    """What the city's provider gave for this installation, and the domains it vouches for."""

    issuer = forms.CharField(
        label=_("Issuer"),
        max_length=300,
        help_text=_(
            "For Microsoft 365: https://login.microsoftonline.com/ then the tenant's number, then /v2.0"
        ),
    )
    client_id = forms.CharField(
        label=_("Client ID"), max_length=200, help_text=_("At Microsoft: the application's ID.")
    )
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        required=False,
        help_text=_("Kept sealed and never shown again. Leave it empty to keep the one there is."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    domains = forms.CharField(
        label=_("E-mail domains"),
        required=False,
        help_text=_("One a line. People with these addresses sign in at this city, and at no other."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, may_vouch: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_vouch = may_vouch
        if not may_vouch:
            del self.fields["domains"]

    def clean_issuer(self) -> str:
        """Take the address without blanks."""
        return str(self.cleaned_data["issuer"]).strip()

    def clean_domains(self) -> tuple[str, ...]:
        """Read the domains."""
        try:
            return rules.read_domains(self.cleaned_data["domains"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def facts(self) -> dict[str, Any]:
        """Return the values as the action takes them."""
        return {"domains": None, **self.cleaned_data}
