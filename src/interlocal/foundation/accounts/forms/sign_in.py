"""allauth's forms in our words: labels that stay, no placeholders, help where it is needed."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.attempts import note_failed


class LoginForm(account_forms.LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("E-mail address"), autocomplete="username")
        _say(self.fields["password"], _("Password"), autocomplete="current-password")


class AddressForm(forms.Form):
    """Whose city to ask."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The one that your city gave you."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class ReauthenticateForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], _("Password"), autocomplete="current-password")


class ChangePasswordForm(account_forms.ChangePasswordForm):  # type: ignore[misc]
    """The old password, and a new one typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("At least 12 characters. Three or four words that only you would put together are good.")
        _say(self.fields["oldpassword"], _("Password that you have now"), autocomplete="current-password")
        _say(self.fields["password1"], _("New password"), hint, autocomplete="new-password")
        _say(self.fields["password2"], _("The same password again"), autocomplete="new-password")


class CodeForm(mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """A code from the authenticator, or a recovery code."""

    def clean_code(self) -> str:
        """Return the code; one that is wrong is logged, and counted for the account."""
        try:
            code: str = super().clean_code()
        except forms.ValidationError:
            note_failed(context.request, how="code", email=self.user.email)
            raise
        return code

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"])


class CodeAgainForm(mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"])


def _say_code(field: forms.Field) -> None:
    hint = _("Six digits from your authenticator, or one of your recovery codes.")
    _say(field, _("Code"), hint, autocomplete="one-time-code", inputmode="numeric")


def _say(field: forms.Field, label: Any, hint: Any = "", **attributes: str) -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
