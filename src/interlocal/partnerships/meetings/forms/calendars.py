"""Forms for what calendars answer, and for the addresses at which they fetch."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.calendars import MAX_REPLY_BYTES, calendar_in_mail
from interlocal.partnerships.meetings.forms.fields import several_lines
from interlocal.partnerships.meetings.models import Body


class ReplyForm(forms.Form):
    """What a calendar answered: the file it sent, the whole mail, or either pasted as text."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("The .ics file of the answer, or the whole mail saved as .eml."),
    )
    pasted = forms.CharField(
        label=_("Or its text"),
        widget=several_lines(6),
        required=False,
        max_length=MAX_REPLY_BYTES,
        help_text=_("It begins with BEGIN:VCALENDAR."),
    )

    def clean(self) -> dict[str, Any]:
        """Take one of the two, of a size that an answer can have."""
        said = super().clean() or {}
        upload = said.get("upload")
        if not self.errors and not upload and not said.get("pasted", "").strip():
            self.add_error("upload", _("Choose the file of the answer, or paste its text."))
        if upload and upload.size > MAX_REPLY_BYTES:
            self.add_error(
                "upload", _("The file is over 256 kB: a calendar's answer is a few hundred bytes.")
            )
        return said

    def data_brought(self) -> bytes:
        """Return the calendar file, taken out of the mail where a mail was brought."""
        upload = self.cleaned_data["upload"]
        data = upload.read() if upload else self.cleaned_data["pasted"].strip().encode()
        return calendar_in_mail(data)


class FeedForm(forms.Form):
    """Which meetings a calendar is to fetch."""

    body = forms.ModelChoiceField(
        label=_("Meetings"),
        queryset=Body.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("All bodies on which you sit"),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies.filter(ended_on=None)  # type: ignore[attr-defined]
