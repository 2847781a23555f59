"""Setting up an authenticator."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal import auth
from django import forms
from django.utils.translation import gettext_lazy as _


class ActivateTotpForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """allauth's form, with the new secret encrypted while it waits in the session for the first code."""

    code = forms.CharField(
        label=_("Code from your authenticator"),
        help_text=_("Six digits; a new one comes every 30 seconds."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = self._secret()

    def _secret(self) -> str:
        """Return the secret shown on the page; a wrong code or a reload keeps it."""
        session = context.request.session
        if auth.SECRET_SESSION_KEY not in session:
            session[auth.SECRET_SESSION_KEY] = get_adapter().encrypt(auth.generate_totp_secret())
        secret: str = get_adapter().decrypt(session[auth.SECRET_SESSION_KEY])
        return secret
