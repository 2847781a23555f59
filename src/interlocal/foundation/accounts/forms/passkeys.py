"""Passkeys: adding one, and answering with one. The browser's answer comes in a hidden field, as JSON."""

import json
import struct
from typing import Any

from allauth.core import context
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models import User

MOST_CHARACTERS = 20_000
# What reading bytes that anybody can send raises, in the parsers of the answer.
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, struct.error)


class _AnswerForm(forms.Form):
    """A form with the browser's answer to a challenge that this session asked, and that counts once."""

    credential = forms.CharField(
        required=True,
        max_length=MOST_CHARACTERS,
        widget=forms.HiddenInput,
        error_messages={"required": _("Your browser sent no passkey. Use the button again.")},
    )

    def answer(self) -> dict[str, Any]:
        """Return the answer; raises ``ValidationError`` when it is none, or was given on another page."""
        try:
            given = json.loads(self.cleaned_data["credential"])
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict) or not rules.is_said_at(given, settings.INTERLOCAL_BASE_URL):
            raise forms.ValidationError(
                gettext("This passkey was not made for this address. Open %(address)s and try there.")
                % {"address": settings.INTERLOCAL_BASE_URL}
            )
        return given


class AddPasskeyForm(_AnswerForm):
    """A name for the passkey, and what the browser made."""

    name = forms.CharField(
        label=_("Name"),
        help_text=_("So that you know it again in your list: the device, or the key ring, that keeps it."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """Give a name where none was typed: the device has the passkey already."""
        return str(self.cleaned_data["name"]) or gettext("Passkey")

    def clean_credential(self) -> dict[str, Any]:
        """Refuse what was not made for this challenge, or without finger, face or PIN."""
        given = self.answer()
        try:
            made = auth.complete_registration(given)
            is_whole = made.is_user_verified() and made.credential_data is not None
        except (*UNREADABLE, forms.ValidationError):
            is_whole = False
        finally:
            auth.clear_state()
        if not is_whole:
            raise forms.ValidationError(gettext("The passkey was not added. Try again."))
        return given


class RenamePasskeyForm(forms.Form):
    """Another name."""

    name = forms.CharField(
        label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class PasskeyStepForm(_AnswerForm):
    """A passkey of somebody whom we know already: after the password, or before something that matters."""

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered this challenge with its own signature."""
        given = self.answer()
        try:
            used = self._passkey(given)
        except UNREADABLE:
            used = None
        finally:
            auth.clear_state()
        if used is None or not used.user.is_active:
            raise forms.ValidationError(
                gettext("That passkey does not open this account. It may have been removed. Try another way.")
            )
        return used

    def _passkey(self, given: dict[str, Any]) -> Authenticator | None:
        forgive = check_rate_limit(self.user) if self.user else None
        try:
            user = self.user or auth.extract_user_from_response(given)
            used: Authenticator = auth.complete_authentication(user, given)
        except forms.ValidationError:
            return None
        if forgive:
            forgive()
        return used

    def save(self) -> None:
        """Note in the session that this passkey answered."""
        used = self.cleaned_data["credential"]
        post_authentication(context.request, used)


class PasskeyAloneForm(PasskeyStepForm):
    """A passkey instead of address and password: it says itself whose it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)
