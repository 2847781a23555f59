"""What a person chooses about their mail."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.notices.models import MailChoice


def _languages() -> list[tuple[str, str]]:
    """Return each language in its own words."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class PreferencesForm(forms.Form):
    """Language and mail."""

    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("For pages, the inbox and mail."),
        choices=_languages,
        widget=forms.RadioSelect,
    )
    choice = forms.ChoiceField(
        label=_("Mail me"),
        help_text=_("What you must do, and what guards your account, is always mailed."),
        choices=MailChoice,
        widget=forms.RadioSelect,
    )
