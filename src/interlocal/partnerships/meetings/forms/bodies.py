"""Forms for bodies, their rules and their buildings."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.partnerships.meetings.forms.fields import WEEKDAY_CHOICES, DayInput, HourInput, several_lines
from interlocal.partnerships.meetings.models import (
    Body,
    BodyThreshold,
    Facility,
    FacilityClosure,
    LocalNoticeRule,
    MotionKind,
)
from interlocal.partnerships.meetings.notice import Holiday, HolidayList
from interlocal.web.dates import spoken


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A body and its rules. An informal one needs its name and what it is for."""

    class Meta:
        model = Body
        fields = (
            "name",
            "name_es",
            "kind",
            "purpose",
            "is_formal",
            "host",
            "public_status",
            "ruling",
            "ruled_by",
            "ruled_on",
            "ruling_source",
            "seats",
            "quorum_kind",
            "quorum_number",
            "quorum_numerator",
            "quorum_denominator",
            "voting_kind",
            "tie_rule",
            "notice_hours",
            "notice_rule",
            "facility",
            "posting_place",
            "time_zone",
            "source_title",
            "source_url",
        )
        widgets = {"purpose": several_lines(), "ruling": several_lines(), "ruled_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = Jurisdiction.objects.all()  # type: ignore[attr-defined]
        self.fields["facility"].empty_label = _("None: Monday to Friday counts as open")  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave the instance alone: the action checks and changes it."""

    def clean_name(self) -> str:
        """Return the name in one line."""
        return " ".join(str(self.cleaned_data["name"]).split())


class ThresholdForm(forms.ModelForm):  # type: ignore[type-arg]
    """The share that a kind of motion needs."""

    motion_kind = forms.ChoiceField(
        label=_("For"), choices=[("", _("Every other motion")), *MotionKind.choices], required=False
    )

    class Meta:
        model = BodyThreshold
        fields = ("motion_kind", "numerator", "denominator", "is_strict", "basis", "rule")

    def _post_clean(self) -> None:
        """Leave the instance alone: the action makes it."""


class LocalRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A city's stricter rule, as data."""

    weekday = forms.TypedChoiceField(label=_("By this weekday"), choices=WEEKDAY_CHOICES, coerce=int)

    class Meta:
        model = LocalNoticeRule
        fields = ("asks", "weekday", "at", "weeks_before", "words", "source_title", "source_url")
        widgets = {"at": HourInput()}
        help_texts = {
            "weeks_before": _("0 is the week of the meeting, 1 the week before."),
            "words": _("Such as “Proposed agendas by noon the Tuesday before”."),
        }


class FacilityForm(forms.ModelForm):  # type: ignore[type-arg]
    """A building and its open days."""

    open_weekdays = forms.TypedMultipleChoiceField(
        label=_("Open on"),
        choices=WEEKDAY_CHOICES,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[0, 1, 2, 3, 4],
    )

    class Meta:
        model = Facility
        fields = ("name", "address", "time_zone", "open_weekdays", "source_title", "source_url")


class HolidayListForm(forms.Form):
    """Which list of holidays, and of which year."""

    list = forms.ChoiceField(label=_("List"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, lists: Sequence[HolidayList], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["list"].choices = [(one.slug, one.title) for one in lists]  # type: ignore[attr-defined]


class HolidaysForm(forms.Form):
    """The holidays of a list on which a building is closed; all are ticked until some are not."""

    days = forms.MultipleChoiceField(
        label=_("Closed on"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick the days on which the building is closed.")},
    )

    def __init__(self, *args: Any, holidays: Sequence[Holiday], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = self.initial["days"] = [day.on.isoformat() for day in holidays]
        named = [f"{spoken(day.on)}: {day.name}" for day in holidays]
        self.fields["days"].choices = list(zip(days, named, strict=True))  # type: ignore[attr-defined]


class ClosureForm(forms.ModelForm):  # type: ignore[type-arg]
    """A day on which a building is closed."""

    class Meta:
        model = FacilityClosure
        fields = ("on", "name", "source_title", "source_url")
        widgets = {"on": DayInput()}
