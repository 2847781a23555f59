"""The form for a notice that was posted."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.law.public import Key, Law
from interlocal.partnerships.meetings.forms.fields import DayInput, HourInput, several_lines


class NoticeForm(forms.Form):
    """When and where it was posted, and what shows it."""

    posted_on = forms.DateField(label=_("Posted on"), widget=DayInput())
    posted_time = forms.TimeField(label=_("At"), widget=HourInput())
    place = forms.CharField(label=_("Where"), max_length=300)
    cause = forms.CharField(
        label=_("Good cause, if it is late"),
        widget=several_lines(),
        required=False,
    )
    evidence_note = forms.CharField(label=_("What shows that it was posted"), max_length=300, required=False)
    evidence = forms.FileField(
        label=_("Photograph or scan"), required=False, help_text=_("A picture of the board, say.")
    )

    def __init__(self, *args: Any, law: Law, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].help_text = _(
            "Why more notice was impossible or impractical%(section)s. It goes into the minutes."
        ) % {"section": law.cited(Key.SHORT_NOTICE)}

    def facts(self, zone: ZoneInfo) -> dict[str, Any]:
        """Return what the action takes; the moment is one in ``zone``."""
        said = dict(self.cleaned_data)
        day, hour = said.pop("posted_on"), said.pop("posted_time")
        return {**said, "posted_at": datetime.combine(day, hour, zone)}
