"""What is written down of a call or a letter."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from interlocal.programs.hotline.forms.public import ReportForm


class IntakeForm(ReportForm):
    """A report as somebody else tells it."""

    route = forms.ChoiceField(
        label=_("How it came"),
        widget=forms.RadioSelect,
        choices=[("phone", _("By phone")), ("mail", _("By mail, or handed in"))],
        initial="phone",
    )
    language = forms.ChoiceField(label=_("Language of the reporter"), choices=settings.LANGUAGES)
