"""Forms for meetings and series."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.forms.fields import DayInput, HourInput
from interlocal.partnerships.meetings.models import Meeting, Mode, Repeats

LONGEST_PLAN_DAYS = 2 * 366
WHICH = [(1, _("First")), (2, _("Second")), (3, _("Third")), (4, _("Fourth")), (-1, _("Last"))]


class VenueForm(forms.Form):
    """Where it is held and how the public observes it."""

    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    mode = forms.ChoiceField(label=_("How people take part"), choices=Mode.choices, initial=Mode.IN_PERSON)
    how_to_observe = forms.CharField(
        label=_("How the public observes"),
        max_length=500,
        required=False,
        help_text=_("Needed when it is held by video: the address or number to call."),
    )


class MeetingForm(VenueForm):
    """One meeting. Day and hours are those of the place where the body meets."""

    title = forms.CharField(label=_("Title"), max_length=200)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    begins = forms.TimeField(label=_("Begins"), widget=HourInput())
    ends = forms.TimeField(label=_("Ends"), widget=HourInput())

    field_order = ("title", "day", "begins", "ends", "place", "mode", "how_to_observe")

    def facts(self, zone: ZoneInfo) -> dict[str, Any]:
        """Return the fields of the meeting; its times are moments in ``zone``."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "starts_at": datetime.combine(said["day"], said["begins"], zone),
            "ends_at": datetime.combine(said["day"], said["ends"], zone),
            "place": said["place"],
            "mode": said["mode"],
            "how_to_observe": said["how_to_observe"],
        }

    @staticmethod
    def said_by(meeting: Meeting, zone: ZoneInfo) -> dict[str, Any]:
        """Return what a meeting says now, as the form shows it."""
        begins, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
        return {
            "title": meeting.title,
            "day": begins.date(),
            "begins": begins.time(),
            "ends": ends.time(),
            "place": meeting.place,
            "mode": meeting.mode,
            "how_to_observe": meeting.how_to_observe,
        }


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Why it is cancelled"), max_length=300, help_text=_("Members and the public read it.")
    )


class SeriesForm(VenueForm):
    """A body's regular meetings."""

    title = forms.CharField(label=_("Title"), max_length=200)
    repeats = forms.ChoiceField(label=_("Repeats"), choices=Repeats.choices)
    every = forms.IntegerField(label=_("Every"), min_value=1, max_value=52, initial=1)
    ordinal = forms.TypedChoiceField(
        label=_("Which weekday of the month"),
        choices=WHICH,
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Of the weekday on which the first meeting falls. For “on the same weekday” only."),
    )
    first_on = forms.DateField(label=_("First meeting"), widget=DayInput())
    until_on = forms.DateField(label=_("Until"), widget=DayInput(), required=False)
    starts_at_time = forms.TimeField(label=_("Begins"), widget=HourInput())
    minutes_long = forms.IntegerField(
        label=_("Length in minutes"), min_value=5, max_value=24 * 60, initial=60
    )
    plan_until = forms.DateField(
        label=_("Set up its meetings until"),
        widget=DayInput(),
        help_text=_("Later ones can be set up from the page of the body."),
    )

    field_order = (
        *("title", "repeats", "every", "ordinal", "first_on", "until_on", "starts_at_time", "minutes_long"),
        *("place", "mode", "how_to_observe", "plan_until"),
    )

    def facts(self) -> dict[str, Any]:
        """Return the fields of the series."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "plan_until"}
        if said["repeats"] != Repeats.MONTHLY_BY_WEEKDAY:
            said["ordinal"] = None
        return said

    def clean(self) -> dict[str, Any]:
        """Say which weekday, and plan from the first meeting on, two years at most."""
        said = super().clean() or {}
        if said.get("repeats") == Repeats.MONTHLY_BY_WEEKDAY and not said.get("ordinal"):
            self.add_error("ordinal", _("Say which weekday of the month."))
        first, until = said.get("first_on"), said.get("plan_until")
        if first and until and until < first:
            self.add_error("plan_until", _("That is before the first meeting."))
        if first and until and (until - first).days > LONGEST_PLAN_DAYS:
            self.add_error("plan_until", _("Set up two years at most."))
        return said


class PlanForm(forms.Form):
    """Sets up later meetings of a series."""

    until = forms.DateField(label=_("Set up its meetings until"), widget=DayInput())
