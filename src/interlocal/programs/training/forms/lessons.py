"""The form that adds an online lesson."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.programs.training.forms.planning import several_lines

MOST_MINUTES = 24 * 60


class LessonForm(forms.Form):
    """A package, and what the homework that it becomes asks for."""

    upload = forms.FileField(
        label=_("Package"),
        help_text=_("A ZIP file exported as SCORM 1.2. Each lesson in it becomes homework of its own."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("Empty: the package's own.")
    )
    instructions = forms.CharField(label=_("What to do"), max_length=2000, widget=several_lines())
    session_number = forms.IntegerField(label=_("Due by session"), min_value=1, max_value=99)
    is_required = forms.BooleanField(label=_("Needed for the certificate"), required=False, initial=True)
    contact_minutes = forms.IntegerField(
        label=_("Minutes of instruction that it counts"),
        min_value=0,
        max_value=MOST_MINUTES,
        initial=0,
        help_text=_(
            "0: no contact hours. Otherwise they count for whoever finished it; of several lessons, for each."
        ),
    )
