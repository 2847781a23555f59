"""Forms of those who plan: courses, cohorts, sessions, shares, instructors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.fields import WebAddressField
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.training.models import Cohort, Course, Homework, Instructor, Session
from interlocal.programs.training.rules import MOST_SEATS


class DayInput(forms.DateInput):
    """The browser's own date field: typed or picked."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def several_lines(rows: int = 4) -> forms.Textarea:
    """Return a field for a few sentences."""
    return forms.Textarea(attrs={"rows": rows})


class CourseForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a course teaches."""

    class Meta:
        model = Course
        fields = (
            *("title", "summary", "outcomes", "audience"),
            *("contact_minutes", "valid_months", "is_listed"),
        )
        widgets = {"summary": several_lines(), "outcomes": several_lines(6)}
        labels = {"contact_minutes": _("Minutes of instruction, without breaks")}


class MaterialForm(forms.Form):
    """A file or a link."""

    title = forms.CharField(label=_("Title"), max_length=120)
    upload = forms.FileField(label=_("File"), required=False)
    link = cast("forms.URLField", WebAddressField(_("Or a link"), blank=True).formfield())
    session_number = forms.IntegerField(
        label=_("For session number"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=_("Empty: for all sessions."),
    )
    is_for_instructors = forms.BooleanField(label=_("For instructors only"), required=False)


class HomeworkForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a learner does by a session."""

    class Meta:
        model = Homework
        fields = ("title", "instructions", "session_number", "is_required")
        widgets = {"instructions": several_lines()}


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """The days and rules of a cohort."""

    class Meta:
        model = Cohort
        fields = (
            *("title", "apply_from", "apply_until", "release_on", "substitute_until", "offer_days"),
            *("least_percent", "cost_rule", "cost_formula", "time_zone"),
        )
        widgets = {
            "apply_from": DayInput(),
            "apply_until": DayInput(),
            "release_on": DayInput(),
            "substitute_until": DayInput(),
            "cost_formula": several_lines(),
        }
        labels = {"substitute_until": _("Last day on which anybody comes in")}
        help_texts = {
            "substitute_until": _(
                "Substitutes and free seats: until the end of this day. After it seats stay as they are."
            ),
            "cost_formula": _("Only where the cost is shared by a formula."),
        }

    def clean_time_zone(self) -> str:
        """Take a name of the time zone database."""
        name = str(self.cleaned_data["time_zone"])
        if name not in available_timezones():
            raise forms.ValidationError(_("Enter a time zone such as America/Chicago."))
        return name


class CopyForm(forms.Form):
    """The name of the next cohort."""

    title = forms.CharField(label=_("Name of the new cohort"), max_length=120)


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Everybody who sees the cohort reads it.")
    )


class LeaveForm(ReasonForm):
    """Why a city leaves, and what becomes of the seats that its learners hold."""

    keeps_seats = forms.TypedChoiceField(
        label=_("Seats that its learners hold"),
        choices=[("no", _("Are freed and go to whoever waits")), ("yes", _("Stay with these learners"))],
        coerce=lambda value: value == "yes",
        initial="no",
        widget=forms.RadioSelect,
    )


class SessionForm(forms.Form):
    """When and where a cohort meets. Day and hours are those of the cohort's time zone."""

    title = forms.CharField(label=_("Title"), max_length=120)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    begins = forms.TimeField(label=_("Begins"), widget=HourInput())
    ends = forms.TimeField(label=_("Ends"), widget=HourInput())
    contact_minutes = forms.IntegerField(
        label=_("Minutes of instruction, without breaks"), min_value=1, max_value=24 * 60
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = cast("forms.URLField", WebAddressField(_("Link to take part online"), blank=True).formfield())
    makes_up = forms.ModelChoiceField(
        queryset=Session.objects.none(),
        label=_("Makes up for"),
        required=False,
        empty_label=_("No other session"),
        help_text=_("For those who missed that one."),
    )
    may_overlap = forms.BooleanField(label=_("An overlap with another session is meant"), required=False)

    def __init__(self, *args: Any, cohort: Cohort, session: Session | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = cohort.sessions.filter(makes_up=None)
        if session is not None:
            others = others.exclude(pk=session.pk)
        self.fields["makes_up"].queryset = others  # type: ignore[attr-defined]
        self.zone = ZoneInfo(cohort.time_zone)

    def facts(self) -> dict[str, Any]:
        """Return the fields of the session; its times are moments."""
        said = self.cleaned_data
        return {
            "title": said["title"],
            "starts_at": datetime.combine(said["day"], said["begins"], self.zone),
            "ends_at": datetime.combine(said["day"], said["ends"], self.zone),
            "contact_minutes": said["contact_minutes"],
            "place": said["place"],
            "link": said["link"],
            "makes_up": said["makes_up"],
        }

    @staticmethod
    def said_by(session: Session, zone: ZoneInfo) -> dict[str, Any]:
        """Return what a session says now, as the form shows it."""
        begins, ends = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
        return {
            "title": session.title,
            "day": begins.date(),
            "begins": begins.time(),
            "ends": ends.time(),
            "contact_minutes": session.contact_minutes,
            "place": session.place,
            "link": session.link,
            "makes_up": session.makes_up_id,
        }


class InstructorForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who teaches."""

    class Meta:
        model = Instructor
        fields = ("name", "email", "organization")


class SharesForm(forms.Form):
    """How many seats there are, and how many of them each city is entitled to."""

    seats = forms.IntegerField(label=_("Seats of the cohort"), min_value=1, max_value=MOST_SEATS)

    def __init__(
        self, *args: Any, cities: Sequence[Jurisdiction], needs_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cities = {f"city_{city.public_id}": city for city in cities}
        for name, city in self.cities.items():
            self.fields[name] = forms.IntegerField(
                label=_("Share of %(city)s") % {"city": city.name},
                min_value=0,
                max_value=MOST_SEATS,
                required=False,
            )
        if needs_reason:
            self.fields["reason"] = ReasonForm.base_fields["reason"]

    def facts(self) -> dict[str, Any]:
        """Return seats, shares by city (without those of none) and the reason."""
        said = self.cleaned_data
        return {
            "seats": said["seats"],
            "shares": {city: said[name] for name, city in self.cities.items() if said[name]},
            "reason": said.get("reason", ""),
        }
